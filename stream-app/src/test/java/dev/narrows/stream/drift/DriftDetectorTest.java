package dev.narrows.stream.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.narrows.schemas.Drift;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class DriftDetectorTest {

    private static final int ROWS = 2000;
    private static final UnaryOperator<double[]> NOTHING = row -> row;

    private final Stream stream = new Stream(4000, 11);

    @Test
    void shouldTellALevelShiftOfOneFeatureByItsName() {
        // when
        List<Drift> found = stream.window(ROWS, row -> shifted(row, 0.5));

        // then
        assertThat(found).isNotEmpty();
        Drift first = found.get(0);
        assertThat(first.getKind()).isEqualTo("level");
        assertThat(first.getIndex()).isEqualTo(2);
        assertThat(first.getName()).isEqualTo("load");
        assertThat(first.getStatistic()).isBetween(0.4, 0.6);
        assertThat(first.getLimit()).isBetween(0.05, 0.15);
        assertThat(first.getRows()).isEqualTo(ROWS);
        assertThat(found).filteredOn(drift -> drift.getKind().equals("level")).hasSize(1);
    }

    @Test
    void shouldTellLargerErrors() {
        // given
        stream.errorFactor = 1.5;

        // when, then
        assertThat(stream.window(ROWS, NOTHING)).extracting(Drift::getKind).containsExactly("errors");
    }

    @Test
    void shouldTellACodeThatDriftsWithoutTheError() {
        // given
        stream.codeShift = 40;

        // when
        List<Drift> found = stream.window(ROWS, NOTHING);

        // then
        assertThat(found).hasSize(1);
        assertThat(found.get(0).getKind()).isEqualTo("code");
        assertThat(found.get(0).getIndex()).isEqualTo(1);
    }

    @Test
    void shouldWaitForRowsEnough() {
        assertThat(stream.window(500, row -> shifted(row, 5))).isEmpty();
        assertThat(stream.window(600, row -> shifted(row, 5))).isNotEmpty();
    }

    /** A thousand windows of ten baselines, where one false drift in a hundred windows is asked for: ten are expected. */
    @Test
    void shouldSeldomTellDriftThatIsNotThere() {
        // when
        int told = 0;
        for (int baseline = 0; baseline < 10; baseline++) {
            Stream still = new Stream(2000, 100 + baseline);
            for (int i = 0; i < 100; i++) {
                told += still.window(1000, NOTHING).isEmpty() ? 0 : 1;
            }
        }

        // then
        assertThat(told).isLessThanOrEqualTo(25);
    }

    @Test
    void shouldNameASettingOutOfRange() {
        assertThatThrownBy(() -> new DriftSettings(Duration.ofDays(2), Duration.ofDays(1), 1000))
                .hasMessage("falseDrift: PT24H (expected: >= PT48H)");
        assertThatThrownBy(() -> new DriftSettings(Duration.ofDays(1), Duration.ofDays(1), 99))
                .hasMessage("leastRows: 99 (expected: >= 100)");
    }

    private static double[] shifted(double[] row, double by) {
        row[2] += by;
        return row;
    }
}
