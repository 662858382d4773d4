package dev.narrows.schemas.vector;

import dev.narrows.schemas.registry.WireFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;

/** Record values as Avro itself writes them. */
final class AvroBytes {

    private AvroBytes() {}

    /** Arrays and maps in one block each, counted. */
    static byte[] of(int schemaId, Schema schema, Object datum) {
        ByteArrayOutputStream bytes = header(schemaId);
        return write(schema, datum, bytes, EncoderFactory.get().binaryEncoder(bytes, null));
    }

    /** Arrays and maps in many blocks with negative counts and lengths. */
    static byte[] inBlocks(int schemaId, Schema schema, Object datum) {
        ByteArrayOutputStream bytes = header(schemaId);
        EncoderFactory blocking = new EncoderFactory().configureBlockSize(64);
        return write(schema, datum, bytes, blocking.blockingBinaryEncoder(bytes, null));
    }

    static ByteBuffer littleEndian(float... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return bytes;
    }

    private static ByteArrayOutputStream header(int schemaId) {
        byte[] header = new byte[WireFormat.HEADER_BYTES];
        WireFormat.writeHeader(header, schemaId);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(header);
        return bytes;
    }

    private static byte[] write(Schema schema, Object datum, ByteArrayOutputStream bytes, BinaryEncoder encoder) {
        try {
            new GenericDatumWriter<>(schema).write(datum, encoder);
            encoder.flush();
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
