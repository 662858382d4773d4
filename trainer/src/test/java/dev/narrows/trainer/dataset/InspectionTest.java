package dev.narrows.trainer.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class InspectionTest {

    @Test
    void shouldWarnOfFeaturesThatDoNotVary() {
        // given
        Dataset data = ArrayDataset.of(
                new float[] {1, 5, 0, 100, 2, 5, 0, 100.0001f, 3, 5, 0, 100, 4, 5, 0, 100, 5, 5, 0, 100}, 4);

        // when
        Inspection inspection = Inspection.of(data, 2);

        // then
        assertThat(inspection.constant()).containsExactly(1, 2);
        assertThat(inspection.nearlyConstant()).containsExactly(3);
        assertThat(inspection.warnings())
                .hasSize(2)
                .anySatisfy(warning -> assertThat(warning).startsWith("constant features: 2 (1, 2)"))
                .anySatisfy(warning -> assertThat(warning).startsWith("nearly constant features: 1 (3)"));
    }

    @Test
    void shouldWarnOfFewerRowsThanValues() {
        // given
        Dataset data = ArrayDataset.of(new float[] {1, 2, 3, 4, 5, 6}, 3);

        // when
        Inspection inspection = Inspection.of(data, 2);

        // then
        assertThat(inspection.warnings()).singleElement().asString().startsWith("rows: 2 (expected: more than the 3");
    }

    @Test
    void shouldSayWhereTheFirstValueIsNotANumber() {
        // given
        Dataset data = ArrayDataset.of(new float[] {1, 2, 3, Float.NaN, Float.POSITIVE_INFINITY, 6}, 2);

        // when / then
        assertThatThrownBy(() -> Inspection.of(data, 2))
                .isInstanceOf(DatasetException.class)
                .hasMessage("row 1, feature 1: NaN (expected: finite numbers; 2 of 6 values are not)");
    }

    @Test
    void shouldRefuseTooFewRowsAndRowsThatAreAllTheSame() {
        assertThatThrownBy(() -> Inspection.of(ArrayDataset.of(new float[] {1, 2}, 1), 20))
                .hasMessage("rows: 2 (expected: >= 20)");
        assertThatThrownBy(() -> Inspection.of(ArrayDataset.of(new float[] {1, 2, 1, 2}, 2), 2))
                .hasMessageStartingWith("rows: all the same");
    }
}
