package dev.narrows.trainer.score.neighbour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.narrows.trainer.dataset.MadeRows;
import dev.narrows.trainer.tensor.Torch;
import org.junit.jupiter.api.Test;

class NormalScoresTest {

    @Test
    void shouldGiveTheMiddleZeroAndTheEndsTheNormalQuantilesOfTheirRanks() {
        // given: 0 to 100, each once
        float[] values = new float[101];
        for (int i = 0; i < values.length; i++) {
            values[i] = i;
        }
        NormalScores space = of(values);

        // when
        float[] scores = scores(space, 50, 0, 100, 1e9f, -1e9f);

        // then: rank 0.5 of 101 is the quantile of 0.00495, which is -2.579
        assertThat(scores[0]).isCloseTo(0, within(0.02f));
        assertThat(scores[1]).isCloseTo(-2.579f, within(0.001f));
        assertThat(scores[2]).isCloseTo(2.579f, within(0.001f));
        assertThat(scores[3]).isEqualTo(scores[2]);
        assertThat(scores[4]).isEqualTo(scores[1]);
    }

    @Test
    void shouldGiveEqualValuesTheirMiddleRank() {
        // given: three quarters zeros
        NormalScores space = of(0, 0, 0, 0, 0, 0, 3, 4);

        // when
        float[] scores = scores(space, 0, 3, 1.5f);

        // then: quantiles of 3/8 and of 13/16
        assertThat(scores[0]).isCloseTo(-0.319f, within(0.001f));
        assertThat(scores[1]).isCloseTo(0.887f, within(0.001f));
        assertThat(scores[2]).isCloseTo((scores[0] + scores[1]) / 2, within(0.001f));
    }

    @Test
    void shouldMakeNothingOfAFeatureThatIsAlwaysTheSame() {
        // given
        NormalScores space = of(7, 7, 7, 7);

        // when
        float[] scores = scores(space, 7, 8, -1e30f);

        // then
        assertThat(scores).containsOnly(0f);
    }

    private static NormalScores of(float... values) {
        return NormalScores.of(Sample.of(MadeRows.of(1, values), values.length, 1));
    }

    private static float[] scores(NormalScores space, float... values) {
        return Torch.values(space.forward(Torch.tensor(values, values.length, 1)));
    }
}
