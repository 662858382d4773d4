package dev.narrows.laboratory.codec;

import dev.narrows.schemas.registry.WireFormat;
import dev.narrows.schemas.vector.VectorFormat;
import dev.narrows.schemas.vector.VectorReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;

/** How a vector can be written, and how it is read again. */
enum InputValues {
    AVRO_ARRAY("{\"type\": \"array\", \"items\": \"float\"}") {
        @Override
        void write(ByteBuffer floats, BinaryEncoder avro) throws IOException {
            avro.writeArrayStart();
            avro.setItemCount(floats.remaining() / Float.BYTES);
            while (floats.hasRemaining()) {
                avro.startItem();
                avro.writeFloat(floats.getFloat());
            }
            avro.writeArrayEnd();
        }
    },
    AVRO_BYTES("\"bytes\"") {
        @Override
        void write(ByteBuffer floats, BinaryEncoder avro) throws IOException {
            avro.writeBytes(floats);
        }
    },
    RAW("") {
        @Override
        byte[] of(byte[] raw) {
            return raw;
        }

        @Override
        VectorReader reader() {
            return VectorReader.of(VectorFormat.RAW, null, null);
        }
    },
    JSON("") {
        @Override
        byte[] of(byte[] raw) {
            StringBuilder text = new StringBuilder("[");
            ByteBuffer floats = ByteBuffer.wrap(raw).order(ByteOrder.LITTLE_ENDIAN);
            while (floats.hasRemaining()) {
                text.append(text.length() > 1 ? "," : "").append(floats.getFloat());
            }
            return text.append(']').toString().getBytes(StandardCharsets.UTF_8);
        }

        @Override
        VectorReader reader() {
            return VectorReader.of(VectorFormat.JSON, null, null);
        }
    };

    private static final String FIELD = "vector";

    private final String fieldType;

    InputValues(String fieldType) {
        this.fieldType = fieldType;
    }

    /** Writes a vector as Avro's binary, where the format is one of Avro's. */
    void write(ByteBuffer floats, BinaryEncoder avro) throws IOException {
        throw new IllegalStateException(name() + ": no Avro (expected: a format of Avro's)");
    }

    /** A vector in this format, from one in format raw. */
    byte[] of(byte[] raw) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] header = new byte[WireFormat.HEADER_BYTES];
        WireFormat.writeHeader(header, ordinal() + 1);
        out.write(header);
        BinaryEncoder avro = EncoderFactory.get().binaryEncoder(out, null);
        write(ByteBuffer.wrap(raw).order(ByteOrder.LITTLE_ENDIAN), avro);
        avro.flush();
        return out.toByteArray();
    }

    /** A reader of this format that needs no registry: those of Avro ask for their schema once, here. */
    VectorReader reader() throws IOException {
        String schema = "{\"type\": \"record\", \"name\": \"Measured\", \"fields\": [{\"name\": \"" + FIELD
                + "\", \"type\": " + fieldType + "}]}";
        return VectorReader.of(VectorFormat.AVRO, FIELD, KnownSchema.registry(ordinal() + 1, schema));
    }
}
