package dev.narrows.stream.page.request;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.narrows.stream.config.check.SettingException;
import io.javalin.http.Context;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** JSON in and out. Stateless; any thread. */
public final class Json {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Json() {}

    /** Answers a request. */
    public static void answer(Context http, Object value) {
        http.contentType("application/json").result(text(value));
    }

    /** A value as JSON. */
    public static String text(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("answer: " + e.getOriginalMessage() + " (expected: what JSON can hold)", e);
        }
    }

    /**
     * The body of a request.
     *
     * @throws IllegalArgumentException when it is no JSON object
     */
    public static JsonNode body(Context http) {
        try {
            JsonNode body = MAPPER.readTree(http.body());
            if (body != null && body.isObject()) {
                return body;
            }
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("body: " + e.getOriginalMessage() + " (expected: a JSON object)", e);
        }
        throw new IllegalArgumentException("body: no object (expected: a JSON object)");
    }

    /** A field that must be there and say something, at most 500 characters. */
    public static String text(JsonNode body, String field) {
        String text = body.path(field).asText("").strip();
        if (text.isEmpty() || text.length() > 500) {
            throw new IllegalArgumentException(field + ": " + text.length() + " characters (expected: 1 to 500)");
        }
        return text;
    }

    /** A whole number of a path or query. */
    public static long number(String name, String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(new SettingException(name, text, "a whole number").getMessage(), e);
        }
    }

    /** The same where it must be a partition, a version or another int. */
    public static int small(String name, String text) {
        long number = number(name, text);
        if (number < Integer.MIN_VALUE || number > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    new SettingException(name, text, "at most " + Integer.MAX_VALUE).getMessage());
        }
        return (int) number;
    }

    /** A generated record as an object: its fields by name, times as ISO-8601, bytes left out. */
    public static Map<String, @Nullable Object> of(SpecificRecord record) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        for (Schema.Field field : record.getSchema().getFields()) {
            Object value = record.get(field.pos());
            if (!(value instanceof ByteBuffer)) {
                object.put(field.name(), value(value));
            }
        }
        return object;
    }

    private static @Nullable Object value(@Nullable Object value) {
        if (value instanceof SpecificRecord nested) {
            return of(nested);
        }
        if (value instanceof Collection<?> values) {
            return values.stream().map(Json::value).toList();
        }
        if (value instanceof Instant time) {
            return time.toString();
        }
        return value instanceof Enum<?> symbol ? symbol.name() : value;
    }
}
