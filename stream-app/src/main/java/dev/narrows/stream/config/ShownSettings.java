package dev.narrows.stream.config;

import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Settings for people to look at. A value that may be a secret is not shown: one whose key speaks of one, whoever
 * defines it, because plug-ins have keys of their own; and what stands for user and password in an address. Stateless.
 */
final class ShownSettings {

    static final String HIDDEN = "(hidden)";

    private static final Pattern SECRET = Pattern.compile(
            "password|passwd|secret|token(?!\\.file)|credential|jaas|user\\.info|private|\\bkey$|ssl.*key");
    private static final Pattern IN_ADDRESS = Pattern.compile("//[^/@\\s,]*@");

    private ShownSettings() {}

    static Map<String, String> of(Map<String, Object> own, Map<String, String> registry, Properties streams) {
        Map<String, String> shown = new TreeMap<>();
        streams.stringPropertyNames()
                .forEach(key -> shown.put(SettingKeys.KAFKA + key, shown(key, streams.getProperty(key))));
        registry.forEach((key, value) -> shown.put(key, shown(key, value)));
        // Our own keys are known, and none of them holds a secret.
        own.forEach((key, value) -> shown.put(key, value.toString()));
        return shown;
    }

    private static String shown(String key, String value) {
        return SECRET.matcher(key.toLowerCase(Locale.ROOT)).find()
                ? HIDDEN
                : IN_ADDRESS.matcher(value).replaceAll("//" + HIDDEN + "@");
    }
}
