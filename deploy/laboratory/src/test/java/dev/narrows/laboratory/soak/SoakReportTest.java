package dev.narrows.laboratory.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SoakReportTest {

    private static final Footprint FIRST = new Footprint(40 << 20, 500 << 20, 30, 100);

    @Test
    void shouldTellWhatGrows() {
        // given
        Footprint grown = new Footprint(57 << 20, 565 << 20, 35, 117);

        // when, then
        assertThat(report(0, grown).missed())
                .containsExactly(
                        "growth of heapBytes: 17825792 (expected: <= 16777216)",
                        "growth of residentBytes: 68157440 (expected: <= 67108864)",
                        "growth of threads: 5 (expected: <= 4)",
                        "growth of descriptors: 17 (expected: <= 16)");
    }

    @Test
    void shouldTellNothingOfAServiceThatStaysAsItIs() {
        // when, then
        assertThat(report(0, FIRST).missed()).isEmpty();
        assertThat(report(3, FIRST).missed()).containsExactly("lost: 3 (expected: <= 0)");
    }

    @Test
    void shouldTakeTheMedianOfATenth() {
        // given
        List<Footprint> looks = IntStream.range(0, 30)
                .mapToObj(look -> new Footprint(look, 2L * look, 3 * look, 4L * look))
                .toList();

        // when, then
        assertThat(SoakReport.median(looks, 1)).isEqualTo(new Footprint(4, 8, 12, 16));
        assertThat(SoakReport.median(looks, 9)).isEqualTo(new Footprint(28, 56, 84, 112));
        assertThat(SoakReport.median(looks.subList(7, 8), 9)).isEqualTo(new Footprint(7, 14, 21, 28));
    }

    private static SoakReport report(long lost, Footprint last) {
        return new SoakReport(600, 100, 3_000_000, 5_000, lost, 0, 0, 0, FIRST, last, 100);
    }
}
