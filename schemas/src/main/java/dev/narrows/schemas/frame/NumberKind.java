package dev.narrows.schemas.frame;

/** How a number of a vector is written in a value. The code stands in frames, so it never changes. */
enum NumberKind {
    /** Little-endian float32. */
    FLOAT(1),
    /** Little-endian float64, the number widened. */
    DOUBLE(2),
    /** As {@link #DOUBLE}, and the frame holds, as little-endian int32, what its bits are more than those of the number widened. */
    DOUBLE_AND_REST(3),
    /** A zigzag number of 32 bits, the nearest one. */
    INT(4),
    /** A zigzag number of 64 bits, the nearest one. */
    LONG(5),
    /** The text of {@link NumberText}. */
    TEXT(6),
    /** As {@link #TEXT}, whole numbers with {@code .0}. */
    TEXT_WITH_POINT(7);

    private static final NumberKind[] BY_CODE = {null, FLOAT, DOUBLE, DOUBLE_AND_REST, INT, LONG, TEXT, TEXT_WITH_POINT
    };

    private final int code;

    NumberKind(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }

    /** @throws IllegalArgumentException when there is none of that code */
    static NumberKind of(int code) {
        if (code < 1 || code >= BY_CODE.length) {
            throw new IllegalArgumentException(
                    "frame: numbers of kind " + code + " (expected: 1 to " + (BY_CODE.length - 1) + ")");
        }
        return BY_CODE[code];
    }

    /** The whole number of 64 bits nearest to a number, halves upwards; 0 for NaN, and the outermost beyond 64 bits. */
    static long nearestLong(float number) {
        return (long) Math.floor(number + 0.5);
    }

    /** As {@link #nearestLong}, of 32 bits. */
    static int nearestInt(float number) {
        return (int) Math.floor(number + 0.5);
    }
}
