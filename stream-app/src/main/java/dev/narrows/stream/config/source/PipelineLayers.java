package dev.narrows.stream.config.source;

import dev.narrows.schemas.topic.Misspelt;
import dev.narrows.stream.config.check.SettingException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Several pipelines in one configuration. {@code pipelines=boiler,pump} names them; {@code pipeline.boiler.input.topic} is
 * {@code input.topic} of one of them, and what has no such prefix is for all. What neither sets, is for a pipeline {@code p}:
 *
 * <ul>
 *   <li>{@code application.id}: that of all (or narrows), a hyphen and {@code p}
 *   <li>{@code model.name}: {@code p}
 *   <li>{@code latents.topic}: {@code p-latents}
 *   <li>{@code kafka.client.id}, where all have one: it, a hyphen and {@code p}
 * </ul>
 *
 * Pure functions.
 */
public final class PipelineLayers {

    /** What stands in the list of settings. */
    public static final String DOCUMENTATION = """
            pipelines (list, default none)
                Names of several pipelines that this process runs; pipeline.NAME.KEY is then setting KEY of one of them.
            """;

    private static final String NAMES = "pipelines";
    private static final String PREFIX = "pipeline.";
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,60}");
    private static final String APPLICATION = "application.id";
    private static final String CLIENT = "kafka.client.id";
    private static final String LATENTS = "latents.topic";
    private static final String ALERTS = "alerts.topic";
    private static final String DEFAULT_ALERTS = "alerts";
    private static final String NOTIFY = "notify";

    private PipelineLayers() {}

    /** Whether settings are those of several pipelines. */
    public static boolean isIn(Map<String, String> given) {
        return given.containsKey(NAMES);
    }

    /**
     * The settings of each, by name, in the order in which they are named.
     *
     * @throws SettingException where a name cannot be one, settings are of none that is named, or two would do the same
     */
    public static Map<String, Map<String, String>> of(Map<String, String> given) {
        List<String> names = names(given.getOrDefault(NAMES, ""));
        Map<String, String> all = new TreeMap<>();
        Map<String, Map<String, String>> own = new LinkedHashMap<>();
        names.forEach(name -> own.put(name, new TreeMap<>()));
        given.forEach((key, value) -> {
            if (key.startsWith(PREFIX)) {
                int dot = key.indexOf('.', PREFIX.length());
                String name = dot < 0 ? key.substring(PREFIX.length()) : key.substring(PREFIX.length(), dot);
                Map<String, String> settings = own.get(name);
                if (settings == null || dot < 0) {
                    throw new SettingException(
                            key, value, PREFIX + "NAME.SETTING with one of " + names + Misspelt.perhaps(name, names));
                }
                settings.put(key.substring(dot + 1), value);
            } else if (!key.equals(NAMES)) {
                all.put(key, value);
            }
        });
        Map<String, Map<String, String>> whole = new LinkedHashMap<>();
        own.forEach((name, settings) -> whole.put(name, whole(name, all, settings)));
        requireDifferent(whole, APPLICATION);
        requireDifferent(whole, LATENTS);
        tellOnce(whole);
        return whole;
    }

    private static Map<String, String> whole(String name, Map<String, String> all, Map<String, String> own) {
        Map<String, String> whole = new TreeMap<>();
        whole.put("model.name", name);
        whole.put(LATENTS, name + "-latents");
        whole.putAll(all);
        whole.put(APPLICATION, all.getOrDefault(APPLICATION, "narrows") + "-" + name);
        whole.computeIfPresent(CLIENT, (key, id) -> id + "-" + name);
        whole.putAll(own);
        return whole;
    }

    private static List<String> names(String list) {
        List<String> names = new ArrayList<>();
        for (String each : list.split(",", -1)) {
            String name = each.trim();
            if (!NAME.matcher(name).matches() || names.contains(name)) {
                throw new SettingException(
                        NAMES, list, "names of small letters, digits and hyphens, comma separated, each once");
            }
            names.add(name);
        }
        return names;
    }

    /** A latent names a version and not a model, and an application id has one work. */
    private static void requireDifferent(Map<String, Map<String, String>> pipelines, String key) {
        Map<String, String> taken = new HashMap<>();
        pipelines.forEach((name, settings) -> {
            String value = settings.getOrDefault(key, "");
            String other = taken.put(value, name);
            if (other != null) {
                throw new SettingException(
                        PREFIX + name + "." + key, value, "another one than that of pipeline " + other);
            }
        });
    }

    /** Of those that write to one topic of alerts, the first tells people. */
    private static void tellOnce(Map<String, Map<String, String>> pipelines) {
        Map<String, String> told = new HashMap<>();
        pipelines.forEach((name, settings) -> {
            if (settings.getOrDefault(NOTIFY, "true").trim().equalsIgnoreCase("false")) {
                return;
            }
            String other = told.putIfAbsent(settings.getOrDefault(ALERTS, DEFAULT_ALERTS), name);
            if (other != null && settings.putIfAbsent(NOTIFY, "false") != null) {
                throw new SettingException(
                        PREFIX + name + "." + NOTIFY,
                        "true",
                        "false, because pipeline " + other + " tells of the same topic of alerts");
            }
        });
    }
}
