package dev.narrows.stream.config.source;

import dev.narrows.stream.config.check.SettingException;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Where settings come from. Later ones win:
 *
 * <ol>
 *   <li>the defaults of the keys, and of ours for Kafka's own keys
 *   <li>the properties file
 *   <li>the environment: {@code NARROWS_INPUT_TOPIC} is {@code input.topic}, {@code NARROWS_KAFKA_BOOTSTRAP_SERVERS} is
 *       {@code kafka.bootstrap.servers}; in a name two underscores are one underscore and three are a hyphen
 *   <li>flags: {@code --set key=value}
 * </ol>
 */
public final class SettingSources {

    private static final String PREFIX = "NARROWS_";

    // NARROWS_HOME and the like belong to launchers. The others are what Kubernetes puts into the environment of each
    // pod beside a Service of the name narrows; refusing them would make that name unusable.
    private static final Pattern NOT_OURS = Pattern.compile(
            "NARROWS_(HOME|OPTS|JAVA_OPTS|MEMORY|CONFIG|PORT|PORT_\\d+_(TCP|UDP|SCTP)(_.*)?|SERVICE_(HOST|PORT|PORT_.*))");

    private SettingSources() {}

    /**
     * The settings of a properties file, UTF-8.
     *
     * @throws SettingException when it cannot be read as one
     */
    public static Map<String, String> file(Path file) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
            throw new SettingException("settings file", file, "a readable properties file");
        }
        Map<String, String> settings = new TreeMap<>();
        properties.stringPropertyNames().forEach(name -> settings.put(name, properties.getProperty(name)));
        return settings;
    }

    /** The settings among the variables of an environment. */
    public static Map<String, String> environment(Map<String, String> variables) {
        Map<String, String> settings = new TreeMap<>();
        variables.forEach((name, value) -> {
            if (name.startsWith(PREFIX) && !NOT_OURS.matcher(name).matches()) {
                settings.put(key(name), value);
            }
        });
        return settings;
    }

    /**
     * The settings of {@code key=value} flags; of a key given twice the last counts.
     *
     * @throws SettingException when one has no key or no equals sign
     */
    public static Map<String, String> flags(List<String> assignments) {
        Map<String, String> settings = new TreeMap<>();
        for (String assignment : assignments) {
            int equals = assignment.indexOf('=');
            if (equals < 1) {
                throw new SettingException("--set", assignment, "key=value");
            }
            settings.put(assignment.substring(0, equals).trim(), assignment.substring(equals + 1));
        }
        return settings;
    }

    private static String key(String variable) {
        return variable.substring(PREFIX.length())
                .toLowerCase(Locale.ROOT)
                .replace("___", "-")
                .replace("__", "\0")
                .replace('_', '.')
                .replace('\0', '_');
    }
}
