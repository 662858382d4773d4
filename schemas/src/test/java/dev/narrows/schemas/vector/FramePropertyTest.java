package dev.narrows.schemas.vector;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.narrows.schemas.frame.FrameReader;
import dev.narrows.schemas.registry.FakeRegistryServer;
import dev.narrows.schemas.registry.SchemaRegistry;
import dev.narrows.schemas.vector.value.InputFields;
import dev.narrows.schemas.vector.value.UnreadableVectorException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.util.RandomData;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Random records of random schemas, taken apart and put together again. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class FramePropertyTest {

    private static final int SCHEMAS = 150;
    private static final long SEED = 20_261_130;
    private static final Schema NULL = Schema.create(Schema.Type.NULL);
    private static final List<Schema> NUMBERS = List.of(
            Schema.create(Schema.Type.FLOAT),
            Schema.create(Schema.Type.DOUBLE),
            Schema.create(Schema.Type.INT),
            Schema.create(Schema.Type.LONG),
            Schema.createUnion(NULL, Schema.create(Schema.Type.FLOAT)),
            Schema.createUnion(Schema.create(Schema.Type.DOUBLE), NULL));
    private static final List<Schema> KEPT = List.of(
            Schema.create(Schema.Type.BOOLEAN),
            LogicalTypes.timestampMillis().addToSchema(Schema.create(Schema.Type.LONG)),
            LogicalTypes.decimal(9, 2).addToSchema(Schema.createFixed("Price", null, "test", 4)));
    private static final List<String> PATH = List.of("a", "v");

    private final FakeRegistryServer server = FakeRegistryServer.start();
    private final SchemaRegistry registry = server.connect();
    private final Random random = new Random(SEED);
    private final RandomSchemas schemas = new RandomSchemas(SEED);

    @AfterAll
    void close() {
        registry.close();
        server.close();
    }

    @Test
    void shouldGiveBackEveryByteOfRecordsWithAnArray() throws UnreadableVectorException {
        InputFields field = new InputFields("a.v", List.of(), OptionalDouble.of(0));
        for (int i = 0; i < SCHEMAS; i++) {
            Schema schema = schemas.withVector(vectorType(), PATH);
            int id = server.add("vectors-value", schema.toString());
            Object datum = schemas.record(schema, PATH, random(schema));
            assertComesBack(field, AvroBytes.of(id, schema, datum));
            assertComesBack(field, AvroBytes.inBlocks(id, schema, datum));
        }
    }

    @Test
    void shouldGiveBackEveryByteOfFlatRecords() throws UnreadableVectorException {
        for (int i = 0; i < SCHEMAS; i++) {
            // given
            List<Schema.Field> all = new ArrayList<>();
            List<String> names = new ArrayList<>();
            for (int j = 1 + random.nextInt(12); j > 0; j--) {
                List<Schema> types = random.nextInt(6) == 0 ? KEPT : NUMBERS;
                names.add("n" + j);
                all.add(new Schema.Field("n" + j, types.get(random.nextInt(types.size()))));
                if (random.nextInt(4) == 0) {
                    all.add(new Schema.Field("s" + j, Schema.create(Schema.Type.STRING)));
                }
            }
            Collections.shuffle(names, random);
            Schema schema = Schema.createRecord("Flat" + i, null, "test", false, all);
            int id = server.add("vectors-value", schema.toString());
            Object datum = new RandomData(new GenericData(), schema, 1, random.nextLong(), false)
                    .iterator()
                    .next();

            // then
            assertComesBack(new InputFields("", names, OptionalDouble.of(0)), AvroBytes.of(id, schema, datum));
        }
    }

    @Test
    void shouldGiveBackEveryByteOfJson() throws UnreadableVectorException {
        InputFields field = new InputFields("a.v", List.of(), OptionalDouble.of(0));
        InputFields named = new InputFields("", List.of("n3", "n1", "a.n2", "on"), OptionalDouble.of(0));
        for (int i = 0; i < SCHEMAS; i++) {
            String text = "{\"id\": \"p\u00fcmp\", \"a\": {\"v\" :" + numbers(random.nextInt(40)) + ", \"n2\":"
                    + number() + "}, \"n1\": " + number() + ",\"n3\":" + number()
                    + ", \"on\": true, \"tags\":[1.5, null]}";
            assertComesBack(VectorFormat.JSON, field, text.getBytes(UTF_8));
            assertComesBack(VectorFormat.JSON, named, text.getBytes(UTF_8));
            assertComesBack(VectorFormat.JSON, field, ("\ufeff " + numbers(5)).getBytes(UTF_8));
            assertComesBack(VectorFormat.JSON, field, numbers(5).getBytes(UTF_16BE));
        }
    }

    private String numbers(int count) {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(number());
        }
        return all.toString();
    }

    private String number() {
        return switch (random.nextInt(7)) {
            case 0 -> Integer.toString(random.nextInt() >> random.nextInt(31));
            case 1 -> Float.toString((float) random.nextGaussian());
            case 2 -> Double.toString(random.nextGaussian());
            case 3 -> random.nextInt(1000) + ".0";
            case 4 -> random.nextInt(10) == 0 ? "null" : "-0";
            case 5 -> "1.50";
            default -> Double.toString(random.nextInt(10_000) / 100.0);
        };
    }

    private void assertComesBack(InputFields fields, byte[] value) throws UnreadableVectorException {
        assertComesBack(VectorFormat.AVRO, fields, value);
    }

    private void assertComesBack(VectorFormat format, InputFields fields, byte[] value)
            throws UnreadableVectorException {
        // given
        VectorReader reader = VectorReader.of(format, fields, registry, VectorReader.DEFAULT_MAX_BYTES)
                .carrying();
        float[] vector = reader.readAll(value);
        float[] another = vector.clone();
        for (int i = 0; i < another.length; i++) {
            another[i] = random.nextInt(1 << 20);
        }

        // when
        byte[] exact = reader.frame(amongOthers(value), true);
        byte[] near = reader.frame(amongOthers(value), false);

        // then
        assertThat(FrameReader.value(exact, vector)).isEqualTo(value);
        assertThat(exact.length).isLessThanOrEqualTo(value.length + 1);
        assertThat(near.length).isLessThanOrEqualTo(value.length + 1);
        byte[] changed = FrameReader.value(near, another);
        float[] read = reader.readAll(changed);
        byte[] back = FrameReader.value(near, vector);
        float[] unchanged = reader.readAll(back);
        for (int i = 0; i < vector.length; i++) {
            assertThat(read[i] == another[i] || read[i] == vector[i]).isTrue();
            assertThat(Float.floatToRawIntBits(unchanged[i])).isEqualTo(Float.floatToRawIntBits(vector[i]));
        }
    }

    private ByteBuffer amongOthers(byte[] value) {
        byte[] fetched = new byte[value.length + 40];
        random.nextBytes(fetched);
        return ByteBuffer.wrap(fetched).put(20, value).position(20).limit(20 + value.length);
    }

    private Schema vectorType() {
        int kind = random.nextInt(NUMBERS.size() + 3);
        if (kind == NUMBERS.size() + 2) {
            return Schema.createArray(random.nextBoolean() ? KEPT.get(0) : KEPT.get(2));
        }
        return kind < NUMBERS.size()
                ? Schema.createArray(NUMBERS.get(kind))
                : kind == NUMBERS.size()
                        ? Schema.create(Schema.Type.BYTES)
                        : Schema.createFixed("Vector", null, "test", 4 * random.nextInt(20));
    }

    /** A vector of the type that the schema has at the path, of any bits at all. */
    private Object random(Schema schema) {
        Schema type =
                notNull(notNull(schema.getField("a").schema()).getField("v").schema());
        if (type.getType() == Schema.Type.ARRAY) {
            List<Object> items = new ArrayList<>();
            for (int i = random.nextInt(60); i > 0; i--) {
                items.add(number(type.getElementType()));
            }
            return items;
        }
        boolean fixed = type.getType() == Schema.Type.FIXED;
        byte[] bytes = new byte[fixed ? type.getFixedSize() : 4 * random.nextInt(60)];
        random.nextBytes(bytes);
        return fixed ? new GenericData.Fixed(type, bytes) : ByteBuffer.wrap(bytes);
    }

    private Object number(Schema type) {
        return switch (type.getType()) {
            case DOUBLE -> random.nextBoolean() ? random.nextGaussian() : (double) random.nextInt(1 << 20);
            case INT -> random.nextInt() >>> random.nextInt(31);
            case LONG -> random.nextLong() >> random.nextInt(63);
            case BOOLEAN -> random.nextBoolean();
            case FIXED ->
                new GenericData.Fixed(
                        type, ByteBuffer.allocate(4).putInt(random.nextInt()).array());
            case UNION -> random.nextInt(3) == 0 ? null : number(notNull(type));
            default -> Float.intBitsToFloat(random.nextInt());
        };
    }

    private static Schema notNull(Schema schema) {
        return schema.getType() != Schema.Type.UNION
                ? schema
                : schema.getTypes().stream()
                        .filter(branch -> branch.getType() != Schema.Type.NULL)
                        .findFirst()
                        .orElseThrow();
    }
}
