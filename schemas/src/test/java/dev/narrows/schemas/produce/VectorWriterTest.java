package dev.narrows.schemas.produce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.narrows.schemas.VectorRecord;
import dev.narrows.schemas.registry.RecordSerializer;
import dev.narrows.schemas.vector.VectorFormat;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VectorWriterTest {

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 63, 64, 784, 8_192, 100_000})
    void shouldWriteTheBytesThatAvroWrites(int dim) {
        // given
        float[] vector = random(dim);

        // when
        byte[] value = VectorWriter.avro(258).write(vector);

        // then
        assertThat(value).startsWith(0, 0, 0, 1, 2).isEqualTo(avro(vector));
    }

    @Test
    void shouldWriteLittleEndianFloats() {
        // when
        byte[] value = VectorWriter.of(VectorFormat.RAW, "vectors", null).write(new float[] {1, -2});

        // then
        assertThat(value).containsExactly(0, 0, 0x80, 0x3f, 0, 0, 0, 0xc0);
    }

    @Test
    void shouldWriteAJsonArray() {
        // when
        byte[] value =
                VectorWriter.of(VectorFormat.JSON, "vectors", null).write(new float[] {1, -2.5f, Float.NaN, 1e-9f});

        // then
        assertThat(new String(value, StandardCharsets.UTF_8)).isEqualTo("[1.0,-2.5,null,1.0E-9]");
    }

    private static byte[] avro(float[] vector) {
        List<Float> boxed = new ArrayList<>();
        for (float value : vector) {
            boxed.add(value);
        }
        VectorRecord written = VectorRecord.newBuilder().setVector(boxed).build();
        try (var serializer = RecordSerializer.<VectorRecord>withId(258, VectorRecord.getClassSchema())) {
            return serializer.serialize("vectors", written);
        }
    }

    private static float[] random(int dim) {
        Random random = new Random(dim);
        float[] vector = new float[dim];
        for (int i = 0; i < dim; i++) {
            vector[i] = random.nextFloat() - 0.5f;
        }
        return vector;
    }
}
