package dev.narrows.trainer.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.narrows.trainer.dataset.ArrayDataset;
import dev.narrows.trainer.dataset.Dataset;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TrainTestTest {

    private final Dataset rows = numbered(50);

    @Test
    void shouldTakeTheSplitThatTheDataBringAlong() {
        // given
        Dataset given = numbered(3);

        // when
        TrainTest split = TrainTest.of(rows, Optional.of(given), 1);

        // then
        assertThat(split.train()).isSameAs(rows);
        assertThat(split.test()).isSameAs(given);
    }

    @Test
    void shouldKeepAFifthApartToMeasureOn() {
        // when
        TrainTest split = TrainTest.of(rows, Optional.empty(), 1);

        // then
        assertThat(values(split.train())).hasSize(40).isSorted();
        assertThat(values(split.test())).hasSize(10).isSorted().doesNotContain(values(split.train()));
    }

    @Test
    void shouldSplitAlikeForTheSameSeedOnly() {
        // when
        float[] one = values(TrainTest.of(rows, Optional.empty(), 1).test());
        float[] again = values(TrainTest.of(rows, Optional.empty(), 1).test());
        float[] other = values(TrainTest.of(rows, Optional.empty(), 2).test());

        // then
        assertThat(again).isEqualTo(one);
        assertThat(other).isNotEqualTo(one);
    }

    @Test
    void shouldRefuseWhatCannotBeMeasured() {
        assertThatThrownBy(() -> TrainTest.of(numbered(1), Optional.empty(), 1)).hasMessageStartingWith("rows: 1");
        assertThatThrownBy(() -> TrainTest.of(rows, Optional.of(ArrayDataset.of(new float[4], 2)), 1))
                .hasMessageStartingWith("test: rows of 2 values");
    }

    private static Dataset numbered(int rows) {
        float[] values = new float[rows];
        IntStream.range(0, rows).forEach(row -> values[row] = row);
        return ArrayDataset.of(values, 1);
    }

    private static float[] values(Dataset data) {
        float[] values = new float[data.rows()];
        data.read(0, data.rows(), values);
        return values;
    }
}
