package dev.narrows.schemas.vector;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.narrows.schemas.fidelity.CorrectionReader;
import dev.narrows.schemas.fidelity.Corrector;
import dev.narrows.schemas.fidelity.Fidelity;
import dev.narrows.schemas.fidelity.Training;
import dev.narrows.schemas.frame.FrameReader;
import dev.narrows.schemas.registry.FakeRegistryServer;
import dev.narrows.schemas.registry.SchemaRegistry;
import dev.narrows.schemas.vector.value.InputFields;
import dev.narrows.schemas.vector.value.UnreadableVectorException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A record that is carried whole takes no more than its value and what the contract says. Issue 17. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RecordSizeTest {

    private static final int FIXED = 8;
    private static final int[] DIMS = {1, 7, 38, 200};

    private final FakeRegistryServer server = FakeRegistryServer.start();
    private final SchemaRegistry registry = server.connect();
    private final Random random = new Random(17);

    @AfterAll
    void close() {
        registry.close();
        server.close();
    }

    @Test
    void shouldTakeNoMoreThanRawForArraysOfWholeNumbers() throws UnreadableVectorException {
        for (int bits = 1; bits < 24; bits++) {
            int most = bits;
            assertSizes("int", () -> random.nextInt(2 << most) - (1 << most));
            assertSizes("long", () -> (long) random.nextInt(1 << most));
        }
    }

    @Test
    void shouldTakeNoMoreThanRawForArraysOfFloatsAndDoubles() throws UnreadableVectorException {
        assertSizes("float", () -> Float.intBitsToFloat(random.nextInt()));
        assertSizes("float", () -> (float) random.nextInt(9));
        assertSizes("double", random::nextGaussian);
        assertSizes("double", () -> (double) random.nextFloat());
    }

    @Test
    void shouldTakeNoMoreThanRawForTextOfWholeNumbers() throws UnreadableVectorException {
        VectorReader reader = VectorReader.of(VectorFormat.JSON, InputFields.of(""), null, 1 << 20)
                .carrying();
        for (int dim : DIMS) {
            List<byte[]> values = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                List<Integer> numbers = new ArrayList<>();
                for (int j = 0; j < dim; j++) {
                    numbers.add(random.nextInt(2000) - 1000);
                }
                values.add(numbers.toString().replace(" ", "").getBytes(UTF_8));
            }
            assertSizes(reader, values, dim);
        }
    }

    private void assertSizes(String type, Supplier<Object> numbers) throws UnreadableVectorException {
        Schema schema = new Schema.Parser().parse("""
                {"type": "record", "name": "Reading", "fields": [
                  {"name": "id", "type": "string"},
                  {"name": "vector", "type": {"type": "array", "items": "%s"}}]}""".formatted(type));
        int id = server.add("vectors-value", schema.toString());
        VectorReader reader =
                VectorReader.of(VectorFormat.AVRO, "vector", registry).carrying();
        for (int dim : DIMS) {
            List<byte[]> values = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                GenericData.Record record = new GenericData.Record(schema);
                List<Object> items = new ArrayList<>();
                for (int j = 0; j < dim; j++) {
                    items.add(numbers.get());
                }
                record.put("id", "p" + i);
                record.put("vector", items);
                values.add(AvroBytes.of(id, schema, record));
            }
            assertSizes(reader, values, dim);
        }
    }

    private void assertSizes(VectorReader reader, List<byte[]> values, int dim) throws UnreadableVectorException {
        for (Fidelity fidelity : List.of(Fidelity.LOSSLESS, Fidelity.bounded(Fidelity.Unit.ABSOLUTE, 0.01))) {
            // given
            FloatBuffer rows = FloatBuffer.allocate(values.size() * dim);
            int[] which = new int[values.size()];
            for (int i = 0; i < which.length; i++) {
                which[i] = i;
                rows.put(reader.readAll(values.get(i)));
            }
            boolean exact = fidelity.equals(Fidelity.LOSSLESS);
            byte[][] corrections = new byte[which.length][];
            new Corrector(fidelity, dim, Training.NONE).correct(rows, which, which.length, corrections);

            for (int i = 0; i < which.length; i++) {
                // when
                byte[] value = values.get(i);
                byte[] frame = reader.frame(ByteBuffer.wrap(value), exact);
                byte[] kept = Corrector.beside(
                        corrections[i], frame.length, value.length, () -> reader.vector(ByteBuffer.wrap(value)));

                // then
                assertThat(frame.length + kept.length)
                        .as("%s of %s values, %s", new String(value, UTF_8), dim, fidelity.mode())
                        .isLessThanOrEqualTo(value.length + FIXED + dim / 8);
                if (exact) {
                    float[] back = new CorrectionReader(dim, Training.NONE).read(kept);
                    assertThat(FrameReader.value(frame, back)).isEqualTo(value);
                }
            }
        }
    }
}
