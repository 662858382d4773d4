package dev.narrows.schemas.vector;

import static dev.narrows.schemas.vector.value.UnreadableVectorException.unreadable;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import dev.narrows.schemas.frame.FrameWriter;
import dev.narrows.schemas.vector.value.FloatTarget;
import dev.narrows.schemas.vector.value.InputFields;
import dev.narrows.schemas.vector.value.Reason;
import dev.narrows.schemas.vector.value.UnreadableVectorException;
import dev.narrows.schemas.vector.value.ValueFormat;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A JSON array of numbers, or an object with one at the field's path, or with a number at each of the fields' paths. */
final class JsonValues implements ValueFormat {

    private static final String EXPECTED = " (expected: one array of numbers)";

    private final JsonFactory json = JsonFactory.builder()
            .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
            // No JSON, but what Python writes; the reason is then what is wrong with it.
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    private final InputFields fields;
    private final Map<String, Integer> places = new HashMap<>();
    private final Set<String> within = new HashSet<>();
    private final boolean[] met;

    /** @throws IllegalArgumentException where names are of many fields: an object has no schema to tell their order */
    JsonValues(InputFields fields) {
        this.fields = fields;
        List<String> one = fields.field().isEmpty() ? List.of() : List.of(fields.field());
        List<String> paths = fields.areNamed() ? fields.names() : one;
        for (String path : paths) {
            if (fields.areNamed() && path.contains("*")) {
                throw new IllegalArgumentException(
                        "input.fields: " + path + " (expected: whole names, where input.format is json)");
            }
            places.put(path, places.size());
            for (int dot = path.indexOf('.'); dot >= 0; dot = path.indexOf('.', dot + 1)) {
                within.add(path.substring(0, dot));
            }
        }
        this.met = new boolean[places.size()];
    }

    @Override
    public void read(byte[] array, int from, int to, FloatTarget target) throws UnreadableVectorException {
        walk(array, from, to, new JsonSink.Row(target));
    }

    @Override
    public void cut(byte[] array, int from, int to, FrameWriter frame, FloatTarget nowhere)
            throws UnreadableVectorException {
        walk(array, from, to, new JsonSink.Around(frame, from));
    }

    private void walk(byte[] array, int from, int to, JsonSink target) throws UnreadableVectorException {
        // What the parser says of bad input quotes it, and content must not get into logs or headers; the place may.
        try (JsonParser parser = json.createParser(array, from, to - from)) {
            JsonToken first = parser.nextToken();
            if (first == JsonToken.START_OBJECT && !places.isEmpty()) {
                Arrays.fill(met, false);
                object(parser, "", target);
                complete(target);
            } else if (first == JsonToken.START_ARRAY && !fields.areNamed()) {
                array(parser, target);
            } else {
                throw met(first, "");
            }
            JsonToken behind = parser.nextToken();
            if (behind != null) {
                throw met(behind, " after the " + (first == JsonToken.START_ARRAY ? "array" : "object"));
            }
        } catch (IOException | IllegalArgumentException e) {
            throw unreadable("json: something else" + after(target) + EXPECTED);
        }
    }

    private void object(JsonParser parser, String prefix, JsonSink target)
            throws IOException, UnreadableVectorException {
        for (JsonToken next = parser.nextToken(); next == JsonToken.FIELD_NAME; next = parser.nextToken()) {
            String path = prefix + parser.currentName();
            JsonToken value = parser.nextToken();
            Integer place = places.get(path);
            if (place != null) {
                value(parser, value, path, place, target);
            } else if (value == JsonToken.START_OBJECT && within.contains(path)) {
                object(parser, path + ".", target);
            } else {
                parser.skipChildren();
            }
        }
    }

    private void value(JsonParser parser, @Nullable JsonToken value, String path, int place, JsonSink target)
            throws IOException, UnreadableVectorException {
        if (met[place]) {
            throw unreadable("json: field " + path + " twice (expected: once)");
        }
        met[place] = true;
        if (!fields.areNamed()) {
            if (value != JsonToken.START_ARRAY) {
                throw met(value, " at " + path);
            }
            array(parser, target);
            return;
        }
        target.moveTo(place);
        if (value == JsonToken.VALUE_TRUE || value == JsonToken.VALUE_FALSE) {
            target.flag(value == JsonToken.VALUE_TRUE);
        } else if (value == JsonToken.VALUE_NULL) {
            fill(target, "field " + path + ": null");
        } else if (value != null && value.isNumeric()) {
            target.number(parser);
        } else {
            throw unreadable("json: " + name(value) + " at " + path + " (expected: a number)");
        }
    }

    /** Fills what no field was there for. */
    private void complete(JsonSink target) throws UnreadableVectorException {
        for (Map.Entry<String, Integer> each : places.entrySet()) {
            if (!met[each.getValue()]) {
                if (!fields.areNamed() || !fills()) {
                    throw new UnreadableVectorException(
                            Reason.NO_SUCH_FIELD, "json: no field " + each.getKey() + " (expected: one)");
                }
                target.moveTo(each.getValue());
                fill(target, "field " + each.getKey() + ": not there");
            }
        }
        if (fields.areNamed()) {
            target.moveTo(places.size());
        }
    }

    private boolean fills() {
        return fields.mean() || fields.filling().isPresent();
    }

    private void fill(JsonSink target, String what) throws UnreadableVectorException {
        if (fields.filling().isPresent()) {
            target.filled((float) fields.filling().getAsDouble());
        } else if (!fields.mean() || !target.mean()) {
            throw new UnreadableVectorException(Reason.NULL_VALUE, what + " (expected: a number)");
        }
    }

    private void array(JsonParser parser, JsonSink target) throws IOException, UnreadableVectorException {
        JsonToken token = parser.nextToken();
        while (token != null && isItem(token)) {
            item(parser, token, target);
            token = parser.nextToken();
        }
        if (token != JsonToken.END_ARRAY) {
            throw met(token, after(target));
        }
    }

    private void item(JsonParser parser, JsonToken token, JsonSink target)
            throws IOException, UnreadableVectorException {
        if (token.isNumeric()) {
            target.number(parser);
        } else if (token.isBoolean()) {
            target.flag(token == JsonToken.VALUE_TRUE);
        } else {
            fill(target, "item");
        }
    }

    private boolean isItem(JsonToken token) {
        return token.isNumeric() || token.isBoolean() || (token == JsonToken.VALUE_NULL && fills());
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

    private static String after(JsonSink target) {
        return " after " + target.count() + " numbers";
    }
}
