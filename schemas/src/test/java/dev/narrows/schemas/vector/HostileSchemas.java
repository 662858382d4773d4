package dev.narrows.schemas.vector;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Schemas that anybody may register who may register any. All have a field {@code vector} but for {@link #manyPaths} and {@link #wide}. */
public final class HostileSchemas {

    private static final int DOUBLINGS = 40;
    private static final int LEVELS = 5;

    private HostileSchemas() {}

    /** Its parts of fixed length before the vector add up beyond a long. */
    public static String beyondALong() {
        String inner = """
                {"type": "record", "name": "R0", "fields": [
                  {"name": "f", "type": {"type": "fixed", "name": "F", "size": 2147483639}}]}""";
        for (int i = 1; i <= DOUBLINGS; i++) {
            inner = """
                    {"type": "record", "name": "R%d", "fields": [{"name": "a", "type": %s}, {"name": "b", "type": "R%d"}]}""".formatted(i, inner, i - 1);
        }
        return record("{\"name\": \"before\", \"type\": " + inner + "}");
    }

    /** The records of a chain of that length are branches of the vector's union, and the last is a field behind it. */
    public static String deepChain(int length) {
        String chain = IntStream.range(0, length)
                .mapToObj(i -> """
                        {"type": "record", "name": "C%d", "fields": [{"name": "n", "type": %s}]}""".formatted(i, i == 0 ? "\"string\"" : "\"C" + (i - 1) + "\""))
                .collect(Collectors.joining(", "));
        return """
                {"type": "record", "name": "Deep", "fields": [
                  {"name": "vector", "type": [{"type": "array", "items": "float"}, %s]},
                  {"name": "behind", "type": "C%d"}]}""".formatted(chain, length - 1);
    }

    /** On each of five levels so many records have a field {@code a} that is any of the level below. */
    public static String manyPaths(int records) {
        String below = "\"bytes\"";
        for (int level = 0; level < LEVELS; level++) {
            String type = below;
            String names = level == 0 ? below : names(level - 1, records);
            int of = level;
            below = IntStream.range(0, records)
                    .mapToObj(i -> """
                            {"type": "record", "name": "L%d_%d", "fields": [{"name": "a", "type": %s}]}""".formatted(of, i, i == 0 ? type : names))
                    .collect(Collectors.joining(", ", "[", "]"));
        }
        return "{\"type\": \"record\", \"name\": \"Root\", \"fields\": [{\"name\": \"a\", \"type\": " + below + "}]}";
    }

    /** Each of the fields of a record is of the record a level below, and those of the lowest are numbers. */
    public static String wide(int levels, int fields, int letters) {
        String type = "\"float\"";
        for (int level = 0; level < levels; level++) {
            String defined = type;
            String named = level == 0 ? type : "\"W" + (level - 1) + "\"";
            int of = level;
            type = IntStream.range(0, fields)
                    .mapToObj(i -> """
                            {"name": "f%s%d", "type": %s}""".formatted("x".repeat(letters), i, i == 0 ? defined : named))
                    .collect(Collectors.joining(
                            ", ", "{\"type\": \"record\", \"name\": \"W" + of + "\", \"fields\": [", "]}"));
        }
        return type;
    }

    private static String names(int level, int records) {
        return IntStream.range(0, records)
                .mapToObj(i -> "\"L" + level + "_" + i + "\"")
                .collect(Collectors.joining(", ", "[", "]"));
    }

    /** A record with such a field before the vector. */
    static String record(String before) {
        return """
                {"type": "record", "name": "Hostile%s", "fields": [
                  %s, {"name": "vector", "type": {"type": "array", "items": "float"}}]}""".formatted(Integer.toHexString(before.hashCode()), before);
    }
}
