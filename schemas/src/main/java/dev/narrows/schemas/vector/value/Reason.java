package dev.narrows.schemas.vector.value;

import java.util.Locale;

/** Why a record value is not a usable vector. */
public enum Reason {
    /** There is no vector: a tombstone, a field that is null, or null in place of a number. */
    NULL_VALUE,
    /** The value has more bytes than the reader takes. */
    TOO_LARGE,
    /** The value names a schema id that the registry does not know as an Avro schema. */
    UNKNOWN_SCHEMA,
    /** The schema has no such field, or one of a type that is no vector. */
    NO_SUCH_FIELD,
    /** The bytes are not what the format says. */
    UNREADABLE,
    /** A vector, but not with as many values as the model takes. */
    WRONG_DIMENSION,
    /** A vector with NaN or infinity in it. */
    NOT_FINITE,
    /** A vector of finite values, one of which is too large for float32 or for what the model computes with it. */
    OUT_OF_RANGE,
    /** Reading or encoding this record fails in a way that nobody expected; the detail names the class of the failure. */
    FAILED;

    private final String label = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** The reason as metrics and dead letter headers name it, for example {@code wrong-dimension}. */
    public String label() {
        return label;
    }
}
