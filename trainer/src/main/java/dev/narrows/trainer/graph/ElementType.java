package dev.narrows.trainer.graph;

/** What a tensor is made of, with the number that the format gives it. */
public enum ElementType {
    /** IEEE 754, 4 bytes. */
    FLOAT32(1, 4),
    /** One byte, 0 to 255. */
    UINT8(2, 1),
    /** One byte, two's complement. */
    INT8(3, 1),
    /** Two's complement, 4 bytes. */
    INT32(6, 4),
    /** Two's complement, 8 bytes. */
    INT64(7, 8),
    /** True or false, one byte. */
    BOOL(9, 1);

    private final int number;
    private final int bytes;

    ElementType(int number, int bytes) {
        this.number = number;
        this.bytes = bytes;
    }

    int number() {
        return number;
    }

    /** Bytes of a value. */
    int bytes() {
        return bytes;
    }
}
