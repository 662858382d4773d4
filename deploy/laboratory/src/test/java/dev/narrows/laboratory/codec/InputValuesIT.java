package dev.narrows.laboratory.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.narrows.schemas.vector.value.ReadResult;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class InputValuesIT {

    @ParameterizedTest
    @EnumSource
    void shouldReadWhatItWrote(InputValues format) throws IOException {
        // given
        float[] vector = {1.5f, -2, 0, 3.25e7f};
        ByteBuffer raw = ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        raw.asFloatBuffer().put(vector);
        ByteBuffer row = ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);

        // when
        ReadResult result = format.reader().read(format.of(raw.array()), row);

        // then
        assertThat(result).isEqualTo(ReadResult.Row.OK);
        float[] read = new float[vector.length];
        row.rewind().asFloatBuffer().get(read);
        assertThat(read).containsExactly(vector);
    }
}
