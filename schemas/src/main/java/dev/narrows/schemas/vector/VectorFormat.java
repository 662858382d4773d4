package dev.narrows.schemas.vector;

/** How the values of the input topic hold their vector; setting {@code input.format}. */
public enum VectorFormat {
    /** An Avro record in wire format, read by the schema it was written with. */
    AVRO,
    /** The floats as they are: little-endian float32 in a row, nothing else. */
    RAW,
    /** A JSON array of numbers. */
    JSON
}
