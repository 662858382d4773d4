package dev.narrows.schemas.vector;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.narrows.schemas.frame.FrameReader;
import dev.narrows.schemas.registry.FakeRegistryServer;
import dev.narrows.schemas.registry.SchemaRegistry;
import dev.narrows.schemas.vector.value.InputFields;
import dev.narrows.schemas.vector.value.UnreadableVectorException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Frames that were ever written stay readable, in every language: {@code frames/*.json} are read here and by the clients in
 * {@code deploy/clients}. {@link #main}, run in the module's folder, records those that are missing.
 */
final class GoldenFramesTest {

    private static final Path FOLDER = Path.of("src/test/resources/frames");
    private static final int DIM = 6;
    private static final int[] STRANGE = {0x7fc12345, 0x80000000, 1, 0x7f7fffff, 0x41aa6666, 0x3f800000};

    private final Random random = new Random(4);

    @TestFactory
    Stream<DynamicTest> shouldPutEveryFixtureTogether() throws IOException {
        List<Path> files;
        try (Stream<Path> found = Files.list(FOLDER)) {
            files = found.sorted().toList();
        }
        assertThat(files).hasSize(8);
        return files.stream()
                .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> {
                    JsonNode golden = new ObjectMapper().readTree(file.toFile());
                    for (JsonNode record : golden.get("records")) {
                        // when
                        byte[] value = FrameReader.value(bytes(record.get("frame")), floats(record.get("bits")));

                        // then
                        assertThat(value).isEqualTo(bytes(record.get("value")));
                    }
                }));
    }

    private static byte[] bytes(JsonNode hex) {
        return HexFormat.of().parseHex(hex.asText());
    }

    private static float[] floats(JsonNode bits) {
        float[] values = new float[bits.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = Float.intBitsToFloat(bits.get(i).asInt());
        }
        return values;
    }

    public static void main(String[] none) throws IOException {
        Files.createDirectories(FOLDER);
        try (FakeRegistryServer server = FakeRegistryServer.start();
                SchemaRegistry registry = server.connect()) {
            GoldenFramesTest recorder = new GoldenFramesTest();
            recorder.array(server, registry, "array-float", "{\"type\": \"array\", \"items\": \"float\"}");
            recorder.array(server, registry, "array-double", "{\"type\": \"array\", \"items\": \"double\"}");
            recorder.array(server, registry, "array-long", "{\"type\": \"array\", \"items\": \"long\"}");
            recorder.array(
                    server, registry, "array-nullable", "{\"type\": \"array\", \"items\": [\"null\", \"double\"]}");
            recorder.array(server, registry, "bytes", "\"bytes\"");
            recorder.flat(server, registry);
            recorder.raw();
            recorder.json();
        }
    }

    private void array(FakeRegistryServer server, SchemaRegistry registry, String name, String type)
            throws IOException {
        Schema schema = new Schema.Parser().parse("""
                {"type": "record", "name": "Reading", "namespace": "example", "fields": [
                  {"name": "id", "type": "string"},
                  {"name": "time", "type": {"type": "long", "logicalType": "timestamp-millis"}},
                  {"name": "unit", "type": ["null", "string"]},
                  {"name": "inner", "type": ["null", {"type": "record", "name": "Inner", "fields": [
                    {"name": "values", "type": %s},
                    {"name": "valid", "type": "boolean"}]}]},
                  {"name": "tags", "type": {"type": "map", "values": "string"}}]}""".formatted(type));
        int id = server.add("vectors-value", schema.toString());
        Schema inner = schema.getField("inner").schema().getTypes().get(1);
        List<String> records = new ArrayList<>();
        VectorReader reader = reader(new InputFields("inner.values", List.of(), OptionalDouble.of(0)), registry);
        for (int i = 0; i < 4; i++) {
            GenericData.Record values = new GenericData.Record(inner);
            values.put("values", items(inner.getField("values").schema(), i));
            values.put("valid", i % 2 == 0);
            GenericData.Record record = new GenericData.Record(schema);
            record.put("id", "pump-" + i);
            record.put("time", 1_796_000_000_000L + i);
            record.put("unit", i == 0 ? null : "°C");
            record.put("inner", values);
            record.put("tags", new TreeMap<>(Map.of("site", "north", "line", "7")));
            byte[] value = i == 2 ? AvroBytes.inBlocks(id, schema, record) : AvroBytes.of(id, schema, record);
            records.add(record(reader, value, i != 3));
        }
        write(name, schema.toString(), records);
    }

    private void flat(FakeRegistryServer server, SchemaRegistry registry) throws IOException {
        Schema schema = new Schema.Parser().parse("""
                {"type": "record", "name": "Flat", "namespace": "example", "fields": [
                  {"name": "id", "type": "string"},
                  {"name": "temp", "type": ["null", "double"]},
                  {"name": "flow", "type": ["null", "double"]},
                  {"name": "unit", "type": "string"},
                  {"name": "time", "type": {"type": "long", "logicalType": "timestamp-millis"}},
                  {"name": "count", "type": "int"},
                  {"name": "pressure", "type": "float"},
                  {"name": "on", "type": "boolean"}]}""");
        int id = server.add("flat-value", schema.toString());
        List<String> names = List.of("pressure", "temp", "flow", "count", "time", "on");
        VectorReader reader = reader(new InputFields("", names, OptionalDouble.of(-1)), registry);
        List<String> records = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            GenericData.Record record = new GenericData.Record(schema);
            record.put("id", "pump-" + i);
            record.put("temp", 21.3);
            record.put("flow", i == 1 ? null : (Double) (0.5 * i));
            record.put("unit", "m3/h");
            record.put("time", 1_796_000_000_000L + i);
            record.put("count", i == 2 ? 16_777_217 : i);
            record.put("pressure", 1013.25f);
            record.put("on", true);
            records.add(record(reader, AvroBytes.of(id, schema, record), i != 3));
        }
        write("flat", schema.toString(), records);
    }

    private void raw() throws IOException {
        VectorReader reader = VectorReader.of(VectorFormat.RAW, null, null).carrying();
        float[] values = new float[DIM];
        for (int i = 0; i < DIM; i++) {
            values[i] = Float.intBitsToFloat(STRANGE[i]);
        }
        write(
                "raw",
                "null",
                List.of(record(reader, AvroBytes.littleEndian(values).array(), true)));
    }

    private void json() throws IOException {
        VectorReader reader = VectorReader.of(VectorFormat.JSON, "a.v", null).carrying();
        List<String> records = new ArrayList<>();
        for (String numbers : List.of(
                "21.3,20.0,0.05,-0.0,1013.25,7",
                " 1e-7, 1.50, 123456789, 16777216, 3.4028235e38, 1e-45",
                "0.1, 0.30000001192092896, -2, 5.0, 6.0, 7.0")) {
            byte[] value =
                    ("{\"id\": \"p\u00fcmp\", \"a\": {\"v\": [" + numbers + "]}, \"unit\": null}").getBytes(UTF_8);
            records.add(record(reader, value, true));
            records.add(record(reader, value, false));
        }
        write("json", "null", records);
    }

    private Object items(Schema type, int row) {
        float[] floats = new float[DIM];
        List<Object> items = new ArrayList<>();
        for (int i = 0; i < DIM; i++) {
            floats[i] = row == 1 ? Float.intBitsToFloat(STRANGE[i]) : random.nextInt(1000) / 10f;
            double number = row == 1 ? random.nextGaussian() * 1e-42 : random.nextInt(1000) / 10.0;
            items.add(
                    type.getType() == Schema.Type.BYTES
                            ? number
                            : switch (type.getElementType().getType()) {
                                case FLOAT -> floats[i];
                                case LONG -> row == 1 ? random.nextLong() : (long) (number * 10);
                                case UNION -> i == row ? null : (Object) number;
                                default -> number;
                            });
        }
        return type.getType() == Schema.Type.BYTES ? AvroBytes.littleEndian(floats) : items;
    }

    private static VectorReader reader(InputFields fields, SchemaRegistry registry) {
        return VectorReader.of(VectorFormat.AVRO, fields, registry, VectorReader.DEFAULT_MAX_BYTES)
                .carrying();
    }

    /** Exact, or with another vector, as a lossy pipeline gives it back. */
    private String record(VectorReader reader, byte[] value, boolean exact) throws IOException {
        try {
            float[] vector = reader.readAll(value);
            for (int i = 0; i < vector.length && !exact; i++) {
                vector[i] = new float[] {2.5f, -2.5f, 3e9f, -1e30f, 1703448.25f, 1e-45f}[i];
            }
            byte[] frame = reader.frame(ByteBuffer.wrap(value), exact);
            List<Integer> bits = IntStream.range(0, vector.length)
                    .mapToObj(i -> Float.floatToRawIntBits(vector[i]))
                    .toList();
            return "    {\"bits\": " + bits + ", \"frame\": \""
                    + HexFormat.of().formatHex(frame) + "\", \"value\": \""
                    + HexFormat.of().formatHex(FrameReader.value(frame, vector)) + "\"}";
        } catch (UnreadableVectorException e) {
            throw new IOException(e);
        }
    }

    private static void write(String name, String schema, List<String> records) throws IOException {
        Path file = FOLDER.resolve(name + ".json");
        if (!Files.exists(file)) {
            Files.writeString(
                    file,
                    "{\n  \"schema\": " + schema + ",\n  \"records\": [\n" + String.join(",\n", records)
                            + "\n  ]\n}\n");
        }
    }
}
