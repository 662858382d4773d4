package dev.narrows.trainer.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class DetectionTest {

    private static final double ROUNDING = 1e-12;

    @Test
    void shouldRankAsCountedByHand() {
        // given: of the six pairs, five are the right way round
        float[] normal = {1, 2, 4};
        float[] anomalous = {3, 5};

        // when
        Ranking ranking = Ranking.of(normal, anomalous);

        // then: precision is 1 at 5, where half is found, and 2/3 at 3
        assertThat(ranking.auroc()).isCloseTo(5.0 / 6, within(ROUNDING));
        assertThat(ranking.auprc()).isCloseTo(0.5 + 0.5 * 2 / 3, within(ROUNDING));
    }

    @Test
    void shouldCountEqualScoresHalf() {
        // given
        float[] same = {7, 7, 7};

        // when
        Ranking ranking = Ranking.of(same, new float[] {7});

        // then
        assertThat(ranking.auroc()).isEqualTo(0.5);
        assertThat(ranking.auprc()).isCloseTo(0.25, within(ROUNDING));
    }

    @Test
    void shouldAgreeWithEveryPairWhereManyScoresAreEqual() {
        // given
        Random random = new Random(5);
        float[] normal = whole(random, 200, 0);
        float[] anomalous = whole(random, 60, 2);

        // when
        double auroc = Ranking.of(normal, anomalous).auroc();

        // then
        double pairs = 0;
        for (float high : anomalous) {
            for (float low : normal) {
                pairs += high > low ? 1 : high == low ? 0.5 : 0;
            }
        }
        assertThat(auroc).isCloseTo(pairs / (200 * 60), within(ROUNDING));
    }

    @Test
    void shouldTakeAScoreThatIsNoNumberForTheHighest() {
        assertThat(Ranking.of(new float[] {1, 9}, new float[] {Float.NaN}).auroc())
                .isEqualTo(1);
    }

    @Test
    void shouldRefuseRowsOfOneSortOnly() {
        assertThatThrownBy(() -> Ranking.of(new float[] {1}, new float[0]))
                .hasMessage("rows: 1 normal, 0 anomalous (expected: one at least of each)");
    }

    @Test
    void shouldMeasureAtTheThreshold() {
        // given: one false alarm of four, two of three found
        float[] normal = {1, 2, 3, 6};
        float[] anomalous = {4, 5.5f, 8};

        // when
        Detection detection = Detection.of(normal, anomalous, 5, 0.01);

        // then
        assertThat(detection.recall()).isCloseTo(2.0 / 3, within(ROUNDING));
        assertThat(detection.precision()).isCloseTo(2.0 / 3, within(ROUNDING));
        assertThat(detection.f1()).isCloseTo(2.0 / 3, within(ROUNDING));
        assertThat(detection.alarms().rate()).isEqualTo(0.25);
        assertThat(detection.alarms().isKept()).isTrue();
    }

    @Test
    void shouldHaveNoPrecisionWhereNothingAlerts() {
        // when
        Detection detection = Detection.of(new float[] {1}, new float[] {2}, 5, 0.01);

        // then
        assertThat(detection.precision()).isZero();
        assertThat(detection.f1()).isZero();
    }

    private static float[] whole(Random random, int count, int shift) {
        float[] scores = new float[count];
        for (int i = 0; i < count; i++) {
            scores[i] = random.nextInt(6) + shift;
        }
        return scores;
    }
}
