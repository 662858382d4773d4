package dev.narrows.trainer.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class LabelMeaningTest {

    private final Dataset rows = ArrayDataset.copyOf(MadeRows.curved(4, 3, 1, 1));

    @Test
    void shouldTakeOnlyZerosAndOnesForAnomalies() {
        assertThat(LabelMeaning.of(new byte[] {0, 1, 0})).isEqualTo(LabelMeaning.ANOMALIES);
        assertThat(LabelMeaning.of(new byte[] {0, 0})).isEqualTo(LabelMeaning.ANOMALIES);
        assertThat(LabelMeaning.of(new byte[] {0, 1, 2})).isEqualTo(LabelMeaning.CLASSES);
        assertThat(LabelMeaning.of(new byte[] {0, (byte) 255})).isEqualTo(LabelMeaning.CLASSES);
    }

    @Test
    void shouldNotTakeLabelsForAnomaliesWhereNoRowWouldBeNormal() {
        assertThat(LabelMeaning.of(new byte[] {1, 1})).isEqualTo(LabelMeaning.CLASSES);
    }

    @Test
    void shouldKeepRowsAndTakeLabelsAwayWhereTheyAreClasses() {
        // given
        Dataset digits = LabelledDataset.of(rows, new byte[] {7, 0, 1, 7});

        // when
        Dataset silent = LabelMeaning.anomaliesOf(digits, Optional.empty());
        Dataset said = LabelMeaning.anomaliesOf(digits, Optional.of(LabelMeaning.ANOMALIES));

        // then
        assertThat(silent.labels()).isEmpty();
        assertThat(silent.digest()).isEqualTo(rows.digest());
        assertThat(silent.shape()).isEqualTo(rows.shape());
        assertThat(said.labels()).isPresent();
        assertThat(LabelMeaning.count(new byte[] {7, 0, 1, 7, (byte) 200})).isEqualTo(4);
    }
}
