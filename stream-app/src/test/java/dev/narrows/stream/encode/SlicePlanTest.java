package dev.narrows.stream.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.narrows.schemas.onnx.session.ExecutionProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlicePlanTest {

    @ParameterizedTest
    @CsvSource({"1, 256", "38, 256", "512, 256", "784, 128", "4096, 32", "100000, 32"})
    void shouldKeepASliceInTheCoresCache(int dim, int rows) {
        assertThat(new SlicePlan(0, 1_000).rows(dim, ExecutionProvider.CPU)).isEqualTo(rows);
    }

    @Test
    void shouldRunAWholeBatchAtOnceOnAGpu() {
        assertThat(new SlicePlan(0, 4_000).rows(784, ExecutionProvider.CUDA)).isEqualTo(4_000);
        assertThat(new SlicePlan(0, 100_000).rows(784, ExecutionProvider.CUDA)).isEqualTo(8_192);
        assertThat(new SlicePlan(0, 100_000).rows(65_536, ExecutionProvider.CUDA))
                .isEqualTo(1_024);
    }

    @ParameterizedTest
    @CsvSource({"128, 1000, 16", "256, 1000, 8", "128, 100, 3", "32, 1000, 64"})
    void shouldGiveAnEncoderTheSlicesOfTwoBatches(int rows, int batchRecords, int slices) {
        assertThat(new SlicePlan(0, batchRecords).slices(rows, 1)).isEqualTo(slices);
    }

    @Test
    void shouldGiveAnEncoderOneSliceWithoutWorkersAndMoreThanThereAreWorkers() {
        SlicePlan plan = new SlicePlan(0, 1_000);

        assertThat(plan.slices(128, 0)).isEqualTo(1);
        assertThat(plan.slices(1_000, 6)).isEqualTo(8);
    }

    @Test
    void shouldBoundWhatStaysOutBetweenBatches() {
        assertThat(new SlicePlan(0, 1_000).kept(784)).isEqualTo(10);
        assertThat(new SlicePlan(0, 1_000).kept(1_000_000)).isEqualTo(1);
    }

    @Test
    void shouldDoAsAsked() {
        assertThat(new SlicePlan(77, 1_000).rows(784, ExecutionProvider.CPU)).isEqualTo(77);
    }

    @Test
    void shouldRefuseWhatIsNoCount() {
        assertThatThrownBy(() -> new SlicePlan(-1, 1_000))
                .hasMessage("rows, batchRecords: -1, 1000 (expected: >= 0, >= 1)");
    }
}
