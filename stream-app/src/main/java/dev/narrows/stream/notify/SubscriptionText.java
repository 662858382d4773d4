package dev.narrows.stream.notify;

import com.fasterxml.jackson.databind.JsonNode;
import dev.narrows.schemas.WebhookFormat;
import dev.narrows.schemas.WebhookSubscription;
import dev.narrows.schemas.alert.KeyPattern;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A subscription as people write it, in JSON: {@code url} and {@code by} at least; {@code format} (cloudevents, alertmanager,
 * slack), {@code secret} and {@code previousSecret} (file:PATH, env:NAME), {@code handshake}, {@code key}, {@code severity},
 * {@code model}, {@code version}, {@code feature}, {@code groupBy} (list of key, model, feature), {@code groupWait}, {@code
 * groupInterval}, {@code repeatInterval}, {@code resolveAfter} (PT30S). What is misspelt is refused. Stateless.
 */
public final class SubscriptionText {

    private static final Set<String> FIELDS = Set.of(
            "url",
            "by",
            "reason",
            "format",
            "secret",
            "previousSecret",
            "handshake",
            "key",
            "severity",
            "model",
            "version",
            "feature",
            "groupBy",
            "groupWait",
            "groupInterval",
            "repeatInterval",
            "resolveAfter");
    private static final Set<String> GROUPS = Set.of("key", "model", "feature");

    private SubscriptionText() {}

    /**
     * A new subscription, with an id of its own.
     *
     * @throws IllegalArgumentException when something cannot be right
     */
    public static WebhookSubscription of(JsonNode text) {
        text.fieldNames().forEachRemaining(name -> {
            if (!FIELDS.contains(name)) {
                throw new IllegalArgumentException(name + ": unknown (expected: one of "
                        + FIELDS.stream().sorted().toList() + ")");
            }
        });
        String key = optional(text, "key");
        JsonNode version = text.path("version");
        return WebhookSubscription.newBuilder()
                .setId(UUID.randomUUID().toString().substring(0, 8))
                .setUrl(Webhook.address(required(text, "url")).toString())
                .setFormat(format(text))
                .setSecret(secret(text, "secret"))
                .setPreviousSecret(secret(text, "previousSecret"))
                .setHandshake(text.path("handshake").asBoolean(false))
                .setKeyPattern(key == null ? null : KeyPattern.of(key).toString())
                .setLeastScore(Math.max(0, text.path("severity").asDouble(0)))
                .setModelName(optional(text, "model"))
                .setModelVersion(version.isInt() ? version.asInt() : null)
                .setFeature(optional(text, "feature"))
                .setGroupBy(groupBy(text))
                .setGroupWaitMs(duration(text, "groupWait", Duration.ofSeconds(30)))
                .setGroupIntervalMs(duration(text, "groupInterval", Duration.ofMinutes(5)))
                .setRepeatIntervalMs(duration(text, "repeatInterval", Duration.ofHours(4)))
                .setResolveAfterMs(duration(text, "resolveAfter", Duration.ofMinutes(5)))
                .setNote(text.path("reason").asText(""))
                .setBy(required(text, "by"))
                .setCreatedAt(Instant.now())
                .build();
    }

    private static WebhookFormat format(JsonNode text) {
        String name = text.path("format").asText("cloudevents");
        try {
            return WebhookFormat.valueOf(name.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "format: " + name + " (expected: cloudevents, alertmanager or slack)", e);
        }
    }

    private static @Nullable String secret(JsonNode text, String field) {
        String reference = optional(text, field);
        if (reference != null) {
            SecretReference.of(reference, name -> null);
        }
        return reference;
    }

    private static List<String> groupBy(JsonNode text) {
        List<String> groups = new ArrayList<>();
        for (JsonNode each : text.path("groupBy")) {
            if (!GROUPS.contains(each.asText())) {
                throw new IllegalArgumentException("groupBy: " + each.asText() + " (expected: key, model, feature)");
            }
            groups.add(each.asText());
        }
        return groups;
    }

    private static long duration(JsonNode text, String field, Duration usual) {
        String given = text.path(field).asText(usual.toString());
        try {
            Duration duration = Duration.parse(given);
            if (!duration.isNegative()) {
                return duration.toMillis();
            }
        } catch (DateTimeParseException | ArithmeticException e) {
            throw new IllegalArgumentException(field + ": " + given + " (expected: as PT30S)", e);
        }
        throw new IllegalArgumentException(field + ": " + given + " (expected: PT0S or more)");
    }

    private static String required(JsonNode text, String field) {
        String value = optional(text, field);
        if (value == null) {
            throw new IllegalArgumentException(field + ": missing (expected: text)");
        }
        return value;
    }

    private static @Nullable String optional(JsonNode text, String field) {
        String value = text.path(field).asText("").strip();
        if (value.length() > 2_000) {
            throw new IllegalArgumentException(field + ": " + value.length() + " characters (expected: at most 2000)");
        }
        return value.isEmpty() ? null : value;
    }
}
