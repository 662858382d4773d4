package dev.narrows.schemas.produce;

import dev.narrows.schemas.VectorRecord;
import dev.narrows.schemas.registry.SchemaRegistry;
import dev.narrows.schemas.registry.WireFormat;
import dev.narrows.schemas.vector.VectorFormat;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Writes one vector as the bytes of a record value, as {@link VectorFormat} names the formats. Stateless, any thread. */
public interface VectorWriter {
    /** @param vector [dim] values, raw units; left as it is */
    byte[] write(float[] vector);

    /**
     * The writer of a format. Avro registers {@link VectorRecord} under the topic's subject, the others ask nothing of
     * the registry, which may be null for them.
     */
    static VectorWriter of(VectorFormat format, String topic, @Nullable SchemaRegistry registry) {
        return switch (format) {
            case AVRO ->
                avro(Objects.requireNonNull(registry, "registry: null (expected: one, for Avro)")
                        .register(topic, VectorRecord.getClassSchema()));
            case RAW -> VectorWriter::raw;
            case JSON -> VectorWriter::json;
        };
    }

    /** Wire format and Avro binary of a {@link VectorRecord}: one block of floats, then the empty block that ends it. */
    static VectorWriter avro(int schemaId) {
        return vector -> {
            byte[] count = vector.length == 0 ? new byte[0] : zigZag(vector.length);
            byte[] value = new byte[WireFormat.HEADER_BYTES + count.length + Float.BYTES * vector.length + 1];
            WireFormat.writeHeader(value, schemaId);
            ByteBuffer body =
                    ByteBuffer.wrap(value).position(WireFormat.HEADER_BYTES).put(count);
            body.slice().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().put(vector);
            return value;
        };
    }

    private static byte[] zigZag(int number) {
        ByteBuffer bytes = ByteBuffer.allocate(5);
        long left = (long) number << 1;
        while (left > 0x7f) {
            bytes.put((byte) (left | 0x80));
            left >>>= 7;
        }
        bytes.put((byte) left);
        return Arrays.copyOf(bytes.array(), bytes.position());
    }

    private static byte[] raw(float[] vector) {
        ByteBuffer value = ByteBuffer.allocate(Float.BYTES * vector.length).order(ByteOrder.LITTLE_ENDIAN);
        value.asFloatBuffer().put(vector);
        return value.array();
    }

    /** JSON knows no NaN and no infinity: such a value is written as null, which no reader takes for a number. */
    private static byte[] json(float[] vector) {
        StringBuilder text = new StringBuilder("[");
        for (int i = 0; i < vector.length; i++) {
            text.append(i == 0 ? "" : ",").append(Float.isFinite(vector[i]) ? Float.toString(vector[i]) : "null");
        }
        return text.append(']').toString().getBytes(StandardCharsets.UTF_8);
    }
}
