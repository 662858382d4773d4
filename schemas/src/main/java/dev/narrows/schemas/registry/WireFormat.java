package dev.narrows.schemas.registry;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Confluent's wire format: one zero byte, the schema id as four bytes, big-endian, then the Avro binary.
 *
 * <p>Stateless; any thread.
 */
public final class WireFormat {

    /** Bytes before the Avro binary. */
    public static final int HEADER_BYTES = 5;

    /** What {@link #schemaId} returns for bytes that are not in this format. */
    public static final int NO_SCHEMA = -1;

    private static final byte MAGIC = 0;
    private static final VarHandle BIG_ENDIAN_INT =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    private WireFormat() {}

    /**
     * The schema id that a record value names.
     *
     * @param value a record value, not null
     * @return the id, or {@link #NO_SCHEMA} where the value is too short, starts with another byte than zero, or names
     *     a negative id
     */
    public static int schemaId(byte[] value) {
        return schemaId(value, 0, value.length);
    }

    /**
     * As {@link #schemaId(byte[])}, of a value that is a part of an array.
     *
     * @param from index of its first byte
     * @param to index behind its last byte
     */
    public static int schemaId(byte[] array, int from, int to) {
        if (to - from < HEADER_BYTES || array[from] != MAGIC) {
            return NO_SCHEMA;
        }
        return Math.max((int) BIG_ENDIAN_INT.get(array, from + 1), NO_SCHEMA);
    }

    /**
     * Writes the header into the first {@link #HEADER_BYTES} bytes of {@code target}.
     *
     * @param schemaId the id, 0 or more
     */
    public static void writeHeader(byte[] target, int schemaId) {
        target[0] = MAGIC;
        target[1] = (byte) (schemaId >>> 24);
        target[2] = (byte) (schemaId >>> 16);
        target[3] = (byte) (schemaId >>> 8);
        target[4] = (byte) schemaId;
    }
}
