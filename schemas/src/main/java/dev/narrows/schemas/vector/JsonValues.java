package dev.narrows.schemas.vector;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;

/** A JSON array of numbers and nothing else. */
final class JsonValues implements ValueFormat {

    private final JsonFactory json = JsonFactory.builder()
            .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
            .build();

    @Override
    public void read(byte[] array, int from, int to, FloatTarget target) throws UnreadableVectorException {
        // What the parser says of bad input quotes it, and content must not get into logs or headers; the place may.
        try (JsonParser parser = json.createParser(array, from, to - from)) {
            boolean opened = parser.nextToken() == JsonToken.START_ARRAY;
            JsonToken token = opened ? parser.nextToken() : null;
            while (token != null && token.isNumeric()) {
                target.put(parser.getFloatValue());
                token = parser.nextToken();
            }
            if (token != JsonToken.END_ARRAY || parser.nextToken() != null) {
                throw notNumbers(target);
            }
        } catch (IOException | IllegalArgumentException e) {
            throw notNumbers(target);
        }
    }

    private static UnreadableVectorException notNumbers(FloatTarget target) {
        return UnreadableVectorException.unreadable(
                "json: something else after " + target.count() + " numbers (expected: one array of numbers)");
    }
}
