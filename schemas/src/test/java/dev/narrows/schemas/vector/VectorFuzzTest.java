package dev.narrows.schemas.vector;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.narrows.fuzz.Fuzz;
import dev.narrows.schemas.registry.FakeRegistryServer;
import dev.narrows.schemas.registry.SchemaRegistry;
import dev.narrows.schemas.registry.WireFormat;
import dev.narrows.schemas.vector.value.ReadResult;
import dev.narrows.schemas.vector.value.UnreadableVectorException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.util.RandomData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Input values: read into a row they give a result whatever they are, and read whole they are a vector or are refused. */
final class VectorFuzzTest {

    private static final int DIM = 3;

    private final ByteBuffer row = ByteBuffer.allocateDirect(DIM * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);

    @Test
    void shouldReadOrRefuseEveryRawValue() {
        VectorReader reader = VectorReader.of(VectorFormat.RAW, null, null);
        Fuzz.of("vector-raw", UnreadableVectorException.class)
                .from(
                        AvroBytes.littleEndian(1.5f, -2, Float.NaN).array(),
                        AvroBytes.littleEndian(0).array())
                .run(value -> read(reader, value));
    }

    @Test
    void shouldReadOrRefuseEveryJsonValue() {
        VectorReader reader = VectorReader.of(VectorFormat.JSON, null, null);
        Fuzz.of("vector-json", UnreadableVectorException.class)
                .from(
                        "[1.5,-2,1e30]".getBytes(UTF_8),
                        " [ 0 , -0.0 ,\n1E-45, null, \"a\\u00e9\", {\"a\":[true]}]".getBytes(UTF_8),
                        "[123456789012345678901234567890, 0.00000000000000000000000001, -1e-400]".getBytes(UTF_8))
                .run(value -> read(reader, value));
    }

    @ParameterizedTest
    @ValueSource(strings = {"float", "double", "int", "bytes"})
    void shouldReadOrRefuseEveryAvroValue(String type) {
        try (FakeRegistryServer server = FakeRegistryServer.start();
                SchemaRegistry registry = server.connect()) {
            Schema schema = new Schema.Parser().parse("""
                    {"type": "record", "name": "R", "fields": [
                      {"name": "label", "type": ["null", "string"]},
                      {"name": "named", "type": {"type": "map", "values": {"type": "array", "items": "long"}}},
                      {"name": "tree", "type": {"type": "record", "name": "Tree", "fields": [
                        {"name": "children", "type": {"type": "array", "items": "Tree"}}]}},
                      {"name": "v", "type": %s},
                      {"name": "nothings", "type": {"type": "array", "items": "null"}}]}""".formatted(
                            type.equals("bytes") ? "\"bytes\"" : "{\"type\": \"array\", \"items\": \"" + type + "\"}"));
            int id = registry.register("vectors", schema);
            VectorReader reader = VectorReader.of(VectorFormat.AVRO, "v", registry);
            RandomData data = new RandomData(schema, 1, new Random(1).nextLong());
            Object datum = data.iterator().next();
            Fuzz.of("vector-avro-" + type, UnreadableVectorException.class)
                    .from(body(AvroBytes.of(id, schema, datum)), body(AvroBytes.inBlocks(id, schema, datum)))
                    .run(body -> {
                        byte[] value = new byte[WireFormat.HEADER_BYTES + body.length];
                        WireFormat.writeHeader(value, id);
                        System.arraycopy(body, 0, value, WireFormat.HEADER_BYTES, body.length);
                        read(reader, value);
                    });
        }
    }

    private void read(VectorReader reader, byte[] value) throws UnreadableVectorException {
        ReadResult result = reader.read(value, row.clear());
        if (List.of(result).isEmpty()) {
            throw new AssertionError("no result");
        }
        reader.readAll(value);
    }

    private static byte[] body(byte[] value) {
        return Arrays.copyOfRange(value, WireFormat.HEADER_BYTES, value.length);
    }
}
