package dev.narrows.trainer.dataset.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.narrows.trainer.dataset.ArrayDataset;
import dev.narrows.trainer.dataset.Dataset;
import dev.narrows.trainer.dataset.DatasetException;
import dev.narrows.trainer.dataset.LabelledDataset;
import org.junit.jupiter.api.Test;

class InspectionTest {

    @Test
    void shouldWarnOfFeaturesThatDoNotVary() {
        // given
        Dataset data = ArrayDataset.of(
                new float[] {1, 5, 0, 100, 2, 5, 0, 100.0001f, 3, 5, 0, 100, 4, 5, 0, 100, 5, 5, 0, 100}, 4);

        // when
        Inspection inspection = Inspection.of(data, false);

        // then
        assertThat(inspection.usable()).isSameAs(data);
        assertThat(inspection.constant()).containsExactly(1, 2);
        assertThat(inspection.nearlyConstant()).containsExactly(3);
        assertThat(inspection.warnings())
                .hasSize(3)
                .anySatisfy(warning -> assertThat(warning).startsWith("constant features: 2 (1, 2)"))
                .anySatisfy(warning -> assertThat(warning).startsWith("nearly constant features: 1 (3)"))
                .anySatisfy(warning -> assertThat(warning).startsWith("rows: 5 (expected: 100 or more"));
    }

    @Test
    void shouldWarnOfFewerRowsThanValues() {
        // given
        Dataset data = ArrayDataset.of(new float[] {1, 2, 3, 4, 5, 6}, 3);

        // when
        Inspection inspection = Inspection.of(data, false);

        // then
        assertThat(inspection.warnings()).singleElement().asString().startsWith("rows: 2 (expected: more than the 3");
    }

    @Test
    void shouldSayWhichRowsAreNotFinite() {
        // given
        Dataset data = ArrayDataset.of(new float[] {1, 2, 3, Float.NaN, 5, 6, Float.POSITIVE_INFINITY, 8}, 2);

        // when / then
        assertThatThrownBy(() -> Inspection.of(data, false))
                .isInstanceOf(DatasetException.class)
                .hasMessage("2 of 4 rows with values that are missing or not finite: 1, 3; row 1, feature 1: NaN"
                        + " (expected: finite numbers, or that such rows are skipped)");
    }

    @Test
    void shouldLeaveOutUnusableRowsWhereThatIsAskedFor() {
        // given
        float[] values = {1, 2, 3, Float.NaN, 5, 2, Float.POSITIVE_INFINITY, 8};
        Dataset data = LabelledDataset.of(ArrayDataset.of(values, 2), new byte[] {1, 2, 3, 4});
        float[] read = new float[4];

        // when
        Inspection inspection = Inspection.of(data, true);
        inspection.usable().read(0, 2, read);

        // then
        assertThat(read).containsExactly(1, 2, 5, 2);
        assertThat(inspection.usable().labels())
                .hasValueSatisfying(labels -> assertThat(labels).containsExactly(1, 3));
        assertThat(inspection.constant()).containsExactly(1);
        assertThat(inspection.leftOut())
                .hasValueSatisfying(left -> assertThat(left).startsWith("left out 2 of 4 rows"));
    }

    @Test
    void shouldRefuseDataWithoutAnyUsableRow() {
        // given
        Dataset data = ArrayDataset.of(new float[] {Float.NaN, Float.NaN}, 1);

        // when / then
        assertThatThrownBy(() -> Inspection.of(data, true)).hasMessageContaining("one row of finite numbers at least");
    }

    @Test
    void shouldRefuseTooFewRowsAndRowsThatAreAllTheSame() {
        // given
        Inspection few = Inspection.of(ArrayDataset.of(new float[] {1, 2}, 1), false);
        Inspection same = Inspection.of(ArrayDataset.of(new float[20], 2), false);

        // when / then
        assertThatThrownBy(few::requireLearnable).hasMessageStartingWith("rows: 2 (expected: >= 10");
        assertThatThrownBy(same::requireLearnable).hasMessageStartingWith("rows: all the same");
    }
}
