package dev.narrows.trainer.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.narrows.trainer.dataset.Dataset;
import dev.narrows.trainer.dataset.DatasetException;
import dev.narrows.trainer.dataset.LabelledDataset;
import dev.narrows.trainer.dataset.MadeRows;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HalvesTest {

    @Test
    void shouldTrainOnHalfOfTheNormalRowsAndJudgeAllOthers() {
        // given: 41 rows, the last 11 anomalous
        Dataset data = labelled(30, 11);

        // when
        Halves halves = Halves.of(data, 1);

        // then
        assertThat(values(halves.train())).hasSize(15).allMatch(value -> value < 30);
        assertThat(values(halves.normal()))
                .hasSize(15)
                .allMatch(value -> value < 30)
                .doesNotContainAnyElementsOf(values(halves.train()));
        assertThat(values(halves.anomalous())).hasSize(11).allMatch(value -> value >= 30);
    }

    @Test
    void shouldTakeOtherHalvesForAnotherSeed() {
        // given
        Dataset data = labelled(30, 3);

        // when
        Set<Float> one = values(Halves.of(data, 1).train());
        Set<Float> other = values(Halves.of(data, 2).train());

        // then
        assertThat(one).isEqualTo(values(Halves.of(data, 1).train())).isNotEqualTo(other);
    }

    @Test
    void shouldRejectDataWithoutLabelsOrWithoutAnomalies() {
        assertThatThrownBy(() -> Halves.of(MadeRows.of(1, 1, 2, 3), 1))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("labels: none");
        assertThatThrownBy(() -> Halves.of(labelled(30, 0), 1))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("30 normal, 0 anomalous");
    }

    private static Dataset labelled(int normal, int anomalous) {
        float[] values = new float[normal + anomalous];
        byte[] labels = new byte[values.length];
        for (int row = 0; row < values.length; row++) {
            values[row] = row;
            labels[row] = (byte) (row < normal ? 0 : 1);
        }
        return LabelledDataset.of(MadeRows.of(1, values), labels);
    }

    private static Set<Float> values(Dataset data) {
        float[] values = new float[data.rows()];
        data.read(0, data.rows(), values);
        Set<Float> set = new HashSet<>();
        for (float value : values) {
            set.add(value);
        }
        return set;
    }
}
