package dev.narrows.trainer.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ScoreHistogramTest {

    private static final int BINS = 60;

    @Test
    void shouldCountEveryRowOnceInEquallyWideBinsOfALogarithmicAxis() {
        // given
        float[] normal = scores(1_000, 0.01);
        float[] anomalous = scores(40, 1);

        // when
        ScoreHistogram histogram = ScoreHistogram.of(normal, anomalous, 5);

        // then
        assertThat(sum(histogram.normal())).isEqualTo(1_000);
        assertThat(sum(histogram.anomalous())).isEqualTo(40);
        List<Double> edges = histogram.edges();
        assertThat(edges).hasSize(BINS + 1).isSorted();
        double wide = edges.get(1) / edges.get(0);
        for (int i = 1; i <= BINS; i++) {
            assertThat(edges.get(i) / edges.get(i - 1)).isCloseTo(wide, within(1e-9));
        }
    }

    @Test
    void shouldCountARowBetweenTheEdgesOfItsBin() {
        // when
        ScoreHistogram histogram = ScoreHistogram.of(new float[] {1, 50, 1_000}, new float[0], 100);

        // then
        int bin = IntStream.range(1, BINS - 1)
                .filter(i -> histogram.normal().get(i) == 1)
                .findFirst()
                .orElseThrow();
        assertThat(50.0).isBetween(histogram.edges().get(bin), histogram.edges().get(bin + 1));
        assertThat(histogram.normal().get(0)).isEqualTo(1);
        assertThat(histogram.normal().get(BINS - 1)).isEqualTo(1);
    }

    @Test
    void shouldReachToAThresholdThatNoScoreReaches() {
        // when
        ScoreHistogram histogram = ScoreHistogram.of(new float[] {1, 2}, new float[0], 30);

        // then
        assertThat(histogram.threshold()).isEqualTo(30);
        assertThat(histogram.edges().get(BINS)).isCloseTo(30, within(1e-6));
    }

    @Test
    void shouldCountWhatIsNoNumberLastAndNothingFirst() {
        // when
        ScoreHistogram histogram =
                ScoreHistogram.of(new float[] {0, Float.NaN, Float.POSITIVE_INFINITY, 1, 2}, new float[0], 1.5);

        // then: 0 and 1; 2 and those that are no number
        assertThat(histogram.normal().get(0)).isEqualTo(2);
        assertThat(histogram.normal().get(BINS - 1)).isEqualTo(3);
    }

    @Test
    void shouldCutAwayWhatAScreenCannotShow() {
        // when: a score of 1e-30 would leave all others in one bin
        ScoreHistogram histogram = ScoreHistogram.of(new float[] {1e-30f, 1, 2, 3}, new float[0], 10);

        // then
        assertThat(histogram.edges().get(0)).isCloseTo(10 / 1e6, within(1e-12));
        assertThat(histogram.normal().get(0)).isEqualTo(1);
    }

    @Test
    void shouldHaveABinForScoresThatAreAllTheSame() {
        // when
        ScoreHistogram histogram = ScoreHistogram.of(new float[] {4, 4, 4}, new float[0], 4);

        // then
        assertThat(sum(histogram.normal())).isEqualTo(3);
        assertThat(histogram.edges()).allMatch(edge -> edge > 0 && Double.isFinite(edge));
        assertThat(histogram.anomalous()).isEmpty();
    }

    private static float[] scores(int count, double from) {
        float[] scores = new float[count];
        for (int i = 0; i < count; i++) {
            scores[i] = (float) (from * (1 + i * 0.05));
        }
        return scores;
    }

    private static int sum(List<Integer> counts) {
        return counts.stream().mapToInt(Integer::intValue).sum();
    }
}
