package dev.narrows.schemas.vector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.narrows.schemas.registry.FakeRegistryServer;
import dev.narrows.schemas.registry.SchemaRegistry;
import dev.narrows.schemas.vector.value.ReadResult;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.avro.Schema;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Random schemas and records against Avro's own writer, and then the same with bytes that somebody tampered with. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class AvroVectorPropertyTest {

    private static final int SCHEMAS = 100;
    private static final int MUTATIONS = 80;
    private static final long SEED = 20_260_101;
    private static final List<Schema> TYPES = List.of(
            Schema.createArray(Schema.create(Schema.Type.FLOAT)),
            Schema.createArray(Schema.create(Schema.Type.DOUBLE)),
            Schema.createArray(Schema.create(Schema.Type.INT)),
            Schema.create(Schema.Type.BYTES));
    private static final List<List<String>> PATHS = List.of(List.of("v"), List.of("a", "v"), List.of("a", "b", "v"));

    private final FakeRegistryServer server = FakeRegistryServer.start();
    private final SchemaRegistry registry = server.connect();
    private final Random random = new Random(SEED);
    private final RandomSchemas schemas = new RandomSchemas(SEED);

    /** A value, the path to its vector, and the vector. */
    private static final class Sample {
        private final byte[] value;
        private final String field;
        private final List<Float> vector;

        Sample(byte[] value, String field, List<Float> vector) {
            this.value = value;
            this.field = field;
            this.vector = vector;
        }
    }

    @AfterAll
    void close() {
        registry.close();
        server.close();
    }

    @Test
    void shouldReadWhatAvroWrote() {
        for (int i = 0; i < SCHEMAS; i++) {
            for (Sample sample : samples()) {
                // given
                ByteBuffer row = ByteBuffer.allocateDirect(sample.vector.size() * Float.BYTES)
                        .order(ByteOrder.LITTLE_ENDIAN);

                // when
                ReadResult result = reader(sample.field).read(sample.value, row);

                // then
                assertThat(result).isEqualTo(ReadResult.Row.OK);
                assertThat(floats(row)).isEqualTo(sample.vector);
            }
        }
    }

    @Test
    void shouldSurviveAnyBytes() {
        Assertions.assertTimeout(Duration.ofMinutes(1), () -> {
            for (int i = 0; i < SCHEMAS; i++) {
                for (Sample sample : samples()) {
                    tamper(sample);
                }
            }
        });
    }

    private void tamper(Sample sample) {
        VectorReader reader = reader(sample.field);
        ByteBuffer row = AvroBytes.littleEndian(new float[sample.vector.size()]);
        for (int i = 0; i < MUTATIONS; i++) {
            // given
            byte[] tampered = tampered(sample.value);

            // when
            ReadResult result = reader.read(tampered, row.clear());

            // then
            assertThat(result).isNotNull();
            assertThat(row.position()).isEqualTo(result == ReadResult.Row.OK ? row.limit() : 0);
            assertThat(reader.read(amongOthers(tampered), row.clear())).isEqualTo(result);
        }
    }

    /** That value as it lies in what was fetched: other bytes before and behind, which must make no difference. */
    private ByteBuffer amongOthers(byte[] value) {
        byte[] fetched = new byte[value.length + 40];
        random.nextBytes(fetched);
        return ByteBuffer.wrap(fetched).put(20, value).position(20).limit(20 + value.length);
    }

    /** The same bytes with some of them changed, cut, repeated or made the start of a huge number; never the schema id. */
    private byte[] tampered(byte[] value) {
        byte[] copy = value.clone();
        for (int edits = 1 + random.nextInt(3); edits > 0 && copy.length > 6; edits--) {
            int at = 5 + random.nextInt(copy.length - 5);
            switch (random.nextInt(5)) {
                case 0 -> copy[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> copy[at] = (byte) random.nextInt();
                case 2 -> copy = Arrays.copyOf(copy, at);
                case 3 -> Arrays.fill(copy, at, Math.min(copy.length, at + random.nextInt(11)), (byte) 0xff);
                default -> copy = Arrays.copyOf(copy, copy.length + random.nextInt(9));
            }
        }
        return copy;
    }

    private List<Sample> samples() {
        Schema type = TYPES.get(random.nextInt(TYPES.size()));
        List<String> path = PATHS.get(random.nextInt(PATHS.size()));
        Schema schema = schemas.withVector(type, path);
        int id = server.add("vectors-value", schema.toString());
        List<Float> vector = new ArrayList<>();
        for (int i = random.nextInt(60); i > 0; i--) {
            vector.add((float) random.nextInt(1 << 24));
        }
        Object datum = schemas.record(schema, path, written(type, vector));
        String field = String.join(".", path);
        return List.of(
                new Sample(AvroBytes.of(id, schema, datum), field, vector),
                new Sample(AvroBytes.inBlocks(id, schema, datum), field, vector));
    }

    private static Object written(Schema type, List<Float> vector) {
        if (type.getType() == Schema.Type.BYTES) {
            float[] values = new float[vector.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = vector.get(i);
            }
            return AvroBytes.littleEndian(values);
        }
        return switch (type.getElementType().getType()) {
            case DOUBLE -> vector.stream().map(Float::doubleValue).toList();
            case INT -> vector.stream().map(Float::intValue).toList();
            default -> vector;
        };
    }

    private static List<Float> floats(ByteBuffer row) {
        List<Float> floats = new ArrayList<>();
        row.rewind();
        while (row.hasRemaining()) {
            floats.add(row.getFloat());
        }
        return floats;
    }

    private VectorReader reader(String field) {
        return VectorReader.of(VectorFormat.AVRO, field, registry);
    }
}
