package dev.narrows.trainer.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.narrows.trainer.codec.Codec;
import dev.narrows.trainer.codec.textbook.Rival;
import dev.narrows.trainer.dataset.ArrayDataset;
import dev.narrows.trainer.dataset.Dataset;
import dev.narrows.trainer.judge.Comparison;
import dev.narrows.trainer.judge.Evaluation;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RivalTextTest {

    private static final int BYTES = 4;

    private final Dataset rows = ArrayDataset.of(new float[] {0, 1, 2, 3, 4, 5, 6, 7}, 4);
    private final Map<String, String> settings = Map.of("scaling", "auto", "code", "scalar");

    @ParameterizedTest
    @EnumSource
    void shouldSayWhichRivalIsBestAndNameWhatToTry(Rival best) {
        // given
        Comparison comparison = comparison(off("model", BYTES, 0.3f), best, off("quantiser", BYTES, 0.1f));

        // when
        String text = RivalText.of(comparison, settings).orElseThrow();

        // then
        assertThat(text)
                .startsWith("quantiser is better than this model: MSE 0.0100 beside 0.0900 with 4 bytes")
                .contains("--code vq", "--epochs");
    }

    @Test
    void shouldNotAdviseWhatTheModelHasAlready() {
        // given
        Comparison comparison = comparison(off("model", BYTES, 0.3f), off("quantiser", BYTES, 0.1f));

        // when
        String text = RivalText.of(comparison, Map.of("scaling", "standard", "code", "vq"))
                .orElseThrow();

        // then
        assertThat(text).doesNotContain("--scaling", "--code").contains("--epochs");
    }

    @Test
    void shouldSayNothingWhereTheModelIsBest() {
        // given
        Comparison comparison = comparison(off("model", BYTES, 0.1f), off("quantiser", BYTES, 0.3f));

        // when / then
        assertThat(RivalText.of(comparison, settings)).isEmpty();
    }

    @Test
    void shouldNotCountARivalThatTakesMoreBytes() {
        // given
        Comparison comparison = comparison(off("model", BYTES, 0.3f), off("wide", 4 * BYTES, 0.1f));

        // when / then
        assertThat(RivalText.of(comparison, settings)).isEmpty();
    }

    private Comparison comparison(Codec model, Codec rival) {
        return comparison(model, Rival.PQ, rival);
    }

    private Comparison comparison(Codec model, Rival kind, Codec rival) {
        Evaluation worse = Evaluation.of(off("PCA", BYTES, 1), rows);
        EnumMap<Rival, Evaluation> rivals = new EnumMap<>(Rival.class);
        EnumSet.allOf(Rival.class).forEach(other -> rivals.put(other, worse));
        rivals.put(kind, Evaluation.of(rival, rows));
        return new Comparison(Evaluation.of(model, rows), worse, rivals);
    }

    /** A codec that is off by as much in each value. */
    private static Codec off(String name, int bytes, float error) {
        return new Codec() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public int dim() {
                return 4;
            }

            @Override
            public int codeBytes() {
                return bytes;
            }

            @Override
            public void encode(float[] values, int count, byte[] codes) {
                throw new UnsupportedOperationException("not asked for");
            }

            @Override
            public void decode(byte[] codes, int count, float[] target) {
                throw new UnsupportedOperationException("not asked for");
            }

            @Override
            public void reconstruct(float[] values, int count, float[] target) {
                for (int i = 0; i < count * 4; i++) {
                    target[i] = values[i] + error;
                }
            }
        };
    }
}
