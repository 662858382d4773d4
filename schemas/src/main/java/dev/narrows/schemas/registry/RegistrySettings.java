package dev.narrows.schemas.registry;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a {@link SchemaRegistry} is connected with.
 *
 * @param urls addresses of one registry, tried in order
 * @param autoRegister whether {@link SchemaRegistry#register} may register, or only look up
 * @param unknownIdFor how long an id that the registry did not know is not asked for again
 * @param client what the registry client is configured with; it looks for some keys with and for some without the
 *     prefix {@code schema.registry.}, so it gets each in both forms
 */
record RegistrySettings(List<String> urls, boolean autoRegister, Duration unknownIdFor, Map<String, Object> client) {

    static final String PREFIX = "schema.registry.";
    static final String URL = PREFIX + "url";
    static final String AUTO_REGISTER = PREFIX + "auto.register";
    static final String UNKNOWN_ID_SECONDS = PREFIX + "missing.id.cache.ttl.sec";

    private static final long DEFAULT_UNKNOWN_ID_SECONDS = 10;
    private static final String DEFAULT_TIMEOUT_MS = "10000";

    RegistrySettings {
        urls = List.copyOf(urls);
        client = Map.copyOf(client);
        if (urls.isEmpty()) {
            throw new IllegalArgumentException(URL + ": none (expected: one or more addresses, comma separated)");
        }
    }

    static RegistrySettings of(Map<String, ?> settings) {
        Map<String, Object> client = new HashMap<>();
        withBoth(client, PREFIX + "http.connect.timeout.ms", DEFAULT_TIMEOUT_MS);
        withBoth(client, PREFIX + "http.read.timeout.ms", DEFAULT_TIMEOUT_MS);
        settings.forEach((key, value) -> {
            if (key.startsWith(PREFIX) && value != null) {
                withBoth(client, key, typed(key.substring(PREFIX.length()), value));
            }
        });
        return new RegistrySettings(
                Stream.of(text(settings, URL, "").split(",", -1))
                        .map(String::trim)
                        .filter(url -> !url.isEmpty())
                        .toList(),
                bool(AUTO_REGISTER, text(settings, AUTO_REGISTER, "true")),
                Duration.ofSeconds(number(
                        UNKNOWN_ID_SECONDS, text(settings, UNKNOWN_ID_SECONDS, "" + DEFAULT_UNKNOWN_ID_SECONDS))),
                client);
    }

    /** The addresses for people to read: without the name and password that one may carry. */
    String shownUrls() {
        return urls.stream()
                .map(url -> url.replaceFirst("//[^/]*@", "//"))
                .toList()
                .toString();
    }

    private static void withBoth(Map<String, Object> client, String key, Object value) {
        client.put(key, value);
        client.put(key.substring(PREFIX.length()), value);
    }

    /** The client casts these few without converting them. */
    private static Object typed(String key, Object value) {
        return switch (key) {
            case "missing.id.cache.ttl.sec", "missing.version.cache.ttl.sec", "missing.schema.cache.ttl.sec" ->
                number(PREFIX + key, value.toString());
            case "missing.cache.size" -> (int) number(PREFIX + key, value.toString());
            case "bearer.auth.cache.expiry.buffer.seconds" -> (short) number(PREFIX + key, value.toString());
            default -> value;
        };
    }

    private static String text(Map<String, ?> settings, String key, String otherwise) {
        Object value = settings.get(key);
        return value == null ? otherwise : value.toString().trim();
    }

    private static boolean bool(String key, String value) {
        return switch (value) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException(key + ": " + value + " (expected: true or false)");
        };
    }

    private static long number(String key, String value) {
        try {
            return Short.parseShort(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(key + ": " + value + " (expected: a whole number up to 32767)", e);
        }
    }
}
