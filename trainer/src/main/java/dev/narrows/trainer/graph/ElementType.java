package dev.narrows.trainer.graph;

/** What a tensor is made of, with the number that the format gives it. */
public enum ElementType {
    /** IEEE 754, 4 bytes. */
    FLOAT32(1),
    /** One byte, 0 to 255. */
    UINT8(2),
    /** Two's complement, 4 bytes. */
    INT32(6),
    /** Two's complement, 8 bytes. */
    INT64(7),
    /** True or false, one byte. */
    BOOL(9);

    private final int number;

    ElementType(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }
}
