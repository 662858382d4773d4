package dev.narrows.laboratory.rate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.narrows.trainer.codec.Codec;
import dev.narrows.trainer.codec.Float16Codec;
import dev.narrows.trainer.dataset.ArrayDataset;
import dev.narrows.trainer.dataset.Dataset;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.apache.kafka.common.record.internal.CompressionType;
import org.junit.jupiter.api.Test;

class CodecTimeTest {

    @Test
    void shouldTellMicrosecondsOfARow() {
        // given: two milliseconds for each batch, of which 300 rows make two, and the time of halves
        Dataset rows = ArrayDataset.of(new float[300 * 4], 4);

        // when
        CodecTime time = CodecTime.of(new Slow(new Float16Codec(4)), rows);

        // then: 4 ms for 300 rows at least; decoding does not wait
        assertThat(time.encodeMicros()).isBetween(4000.0 / 300, 2000.0);
        assertThat(time.decodeMicros()).isLessThan(time.encodeMicros());
    }

    @Test
    void shouldTimeTheProducersCompression() {
        // given
        List<byte[]> values = Collections.nCopies(600, new byte[4096]);

        // when
        CodecTime none = CodecTime.of(values, CompressionType.NONE);
        CodecTime zstd = CodecTime.of(values, CompressionType.ZSTD);

        // then
        assertThat(none.encodeMicros()).isPositive();
        assertThat(none.decodeMicros()).isPositive();
        assertThat(zstd.decodeMicros()).isPositive();
    }

    @Test
    void shouldRefuseTimesThatAreNone() {
        assertThatThrownBy(() -> new CodecTime(Double.NaN, 1)).hasMessage("encodeMicros: NaN (expected: >= 0)");
        assertThatThrownBy(() -> new CodecTime(1, -1)).hasMessage("decodeMicros: -1.0 (expected: >= 0)");
    }

    /** Takes its time before it encodes. */
    private record Slow(Codec codec) implements Codec {

        @Override
        public String name() {
            return codec.name();
        }

        @Override
        public int dim() {
            return codec.dim();
        }

        @Override
        public int codeBytes() {
            return codec.codeBytes();
        }

        @Override
        public void encode(float[] rows, int count, byte[] codes) {
            long until = System.nanoTime() + Duration.ofMillis(2).toNanos();
            while (System.nanoTime() < until) {
                Thread.onSpinWait();
            }
            codec.encode(rows, count, codes);
        }

        @Override
        public void decode(byte[] codes, int count, float[] reconstructions) {
            codec.decode(codes, count, reconstructions);
        }
    }
}
