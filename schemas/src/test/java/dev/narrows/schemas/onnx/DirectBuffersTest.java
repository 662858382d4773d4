package dev.narrows.schemas.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.narrows.schemas.model.ToyModels;
import dev.narrows.schemas.onnx.session.ExecutionProvider;
import dev.narrows.schemas.onnx.session.OnnxSettings;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

class DirectBuffersTest {

    private static final int ROWS = 1_000;
    private static final int DIM = 500;

    @Test
    void shouldGiveWhatCameBackToTheNextThatAsksForAsMuch() {
        // given
        ByteBuffer first = DirectBuffers.floatBytes(31, 77);
        first.position(5).limit(9);

        // when
        DirectBuffers.giveBack(first);
        ByteBuffer other = DirectBuffers.bytes(31, 77);
        ByteBuffer second = DirectBuffers.bytes(31, 4 * 77);

        // then
        assertThat(second).isSameAs(first);
        assertThat(second.remaining()).isEqualTo(second.capacity());
        assertThat(second.order()).isEqualTo(ByteOrder.nativeOrder());
        assertThat(DirectBuffers.floatBytes(31, 77)).isNotSameAs(second).isNotSameAs(other);
    }

    @Test
    void shouldLetTheOldestGoWhereTooMuchIsIdle() {
        // given
        int half = (int) (DirectBuffers.MOST_IDLE / 2);
        ByteBuffer oldest = DirectBuffers.bytes(1, half - 1);
        ByteBuffer later = DirectBuffers.bytes(1, half - 2);

        // when
        DirectBuffers.giveBack(oldest, later, DirectBuffers.bytes(1, half - 3));

        // then
        assertThat(DirectBuffers.bytes(1, half - 2)).isSameAs(later);
        assertThat(DirectBuffers.bytes(1, half - 1)).isNotSameAs(oldest);
    }

    @Test
    void shouldTakeNoMoreMemoryForEachVersion() {
        // given
        encodeAndDecode(1);
        long before = directBytes();

        // when
        for (int version = 2; version < 12; version++) {
            encodeAndDecode(version);
        }

        // then
        assertThat(directBytes() - before).isLessThan((long) ROWS * DIM * Float.BYTES);
    }

    private static void encodeAndDecode(int version) {
        try (OnnxModel model = OnnxModel.load(
                        ToyModels.artefact("default", version, DIM, 2), OnnxSettings.of(ExecutionProvider.CPU));
                Encoder encoder = model.newEncoder(ROWS);
                Decoder decoder = model.newDecoder(ROWS)) {
            encoder.run(1);
            decoder.run(1);
        }
    }

    private static long directBytes() {
        return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .filter(pool -> pool.getName().equals("direct"))
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
    }
}
