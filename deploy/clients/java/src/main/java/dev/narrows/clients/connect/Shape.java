package dev.narrows.clients.connect;

import java.util.Arrays;
import java.util.Locale;

/** What a sink gets of a vector. */
enum Shape {
    /** A record: {@code modelVersion}, {@code error}, {@code vector} (an array of float32). */
    RECORD,
    /** A record of {@code modelVersion}, {@code error} and a float32 for each value, for sinks that know no arrays. */
    COLUMNS,
    /** An array of float32. */
    ARRAY;

    /** @throws IllegalArgumentException when there is no such shape */
    static Shape of(String name) {
        return Arrays.stream(values())
                .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(name.trim()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        VectorConverter.SHAPE + ": " + name + " (expected: record, columns or array)"));
    }

    /** A new shaping, for one thread. */
    Shaping shaping() {
        return switch (this) {
            case RECORD -> Shaping.record();
            case COLUMNS -> new Columns();
            case ARRAY -> Shaping.array();
        };
    }
}
