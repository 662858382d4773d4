package dev.narrows.schemas.vector;

import static dev.narrows.schemas.vector.UnreadableVectorException.unreadable;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A JSON array of numbers and nothing else. */
final class JsonValues implements ValueFormat {

    private static final String EXPECTED = " (expected: one array of numbers)";

    private final JsonFactory json = JsonFactory.builder()
            .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
            // No JSON, but what Python writes; the reason is then what is wrong with it.
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    @Override
    public void read(byte[] array, int from, int to, FloatTarget target) throws UnreadableVectorException {
        // What the parser says of bad input quotes it, and content must not get into logs or headers; the place may.
        try (JsonParser parser = json.createParser(array, from, to - from)) {
            JsonToken first = parser.nextToken();
            if (first != JsonToken.START_ARRAY) {
                throw met(first, "");
            }
            JsonToken token = parser.nextToken();
            while (token != null && token.isNumeric()) {
                target.put(number(parser, target));
                token = parser.nextToken();
            }
            if (token != JsonToken.END_ARRAY) {
                throw met(token, after(target));
            }
            JsonToken behind = parser.nextToken();
            if (behind != null) {
                throw met(behind, " after the array");
            }
        } catch (IOException | IllegalArgumentException e) {
            throw unreadable("json: something else" + after(target) + EXPECTED);
        }
    }

    private static float number(JsonParser parser, FloatTarget target) throws IOException, UnreadableVectorException {
        float value = parser.getFloatValue();
        if (!Float.isFinite(value) && !parser.isNaN()) {
            throw UnreadableVectorException.beyondFloat("json", target.count());
        }
        return value;
    }

    private static UnreadableVectorException met(@Nullable JsonToken token, String where) {
        if (token == JsonToken.VALUE_NULL) {
            return new UnreadableVectorException(Reason.NULL_VALUE, "json: null" + where + EXPECTED);
        }
        return unreadable("json: " + name(token) + where + EXPECTED);
    }

    private static String name(@Nullable JsonToken token) {
        if (token == null) {
            return "nothing";
        }
        return switch (token) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "an array";
            case VALUE_STRING -> "a string";
            case VALUE_TRUE, VALUE_FALSE -> "a boolean";
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
            default -> "something else";
        };
    }

    private static String after(FloatTarget target) {
        return " after " + target.count() + " numbers";
    }
}
