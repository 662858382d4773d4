package dev.narrows.trainer.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.narrows.trainer.codec.Codec;
import dev.narrows.trainer.codec.textbook.Rival;
import dev.narrows.trainer.dataset.ArrayDataset;
import dev.narrows.trainer.dataset.Dataset;
import dev.narrows.trainer.dataset.MadeRows;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EvaluationTest {

    private final Dataset data = ArrayDataset.of(new float[] {0, 0, 10, 4, 20, 2}, 2);

    @Test
    void shouldMeasureAsItsFormulasSay() {
        // given: comes back 3 too large in the first and 4 too small in the second feature
        Codec codec = new Shifted(2, 3, -4);

        // when
        Evaluation evaluation = Evaluation.of(codec, data);

        // then
        assertThat(evaluation.rows()).isEqualTo(3);
        assertThat(evaluation.mse()).isEqualTo(12.5);
        assertThat(evaluation.mae()).isEqualTo(3.5);
        assertThat(evaluation.euclidean()).isEqualTo(5);
        assertThat(evaluation.peak()).isEqualTo(20);
        assertThat(evaluation.psnr()).isCloseTo(10 * Math.log10(400 / 12.5), within(1e-9));
        assertThat(evaluation.featureMse()).containsExactly(9, 16);
        assertThat(evaluation.rowMse()).containsExactly(12.5f, 12.5f, 12.5f);
        assertThat(evaluation.explained()).isCloseTo(1 - 75.0 / 208, within(1e-9));
        assertThat(evaluation.ratio()).isEqualTo(8);
    }

    @Test
    void shouldMeasureTheSameInSlices() {
        // given: more rows than fit a slice
        Dataset many = MadeRows.curved(20_000, 40, 2, 3);

        // when
        Evaluation evaluation = Evaluation.of(new Shifted(40, 1, 1), many);

        // then
        assertThat(evaluation.mse()).isCloseTo(1, within(1e-5));
        assertThat(evaluation.rowMse()).hasSize(20_000);
    }

    @Test
    void shouldFindNothingLost() {
        // given
        Codec perfect = new Shifted(2, 0, 0);

        // when
        Evaluation evaluation = Evaluation.of(perfect, data);

        // then
        assertThat(evaluation.mse()).isZero();
        assertThat(evaluation.explained()).isEqualTo(1);
        assertThat(evaluation.psnr()).isInfinite();
    }

    @Test
    void shouldRefuseRowsOfAnotherDimension() {
        assertThatThrownBy(() -> Evaluation.of(new Shifted(3, 0, 0), data))
                .hasMessage("data: rows of 2 values (expected: 3)");
    }

    @Test
    void shouldPutTheRivalsBesideTheModel() {
        // given
        Dataset train = MadeRows.curved(3000, 12, 2, 1);
        Dataset test = MadeRows.curved(500, 12, 2, 2);

        // when
        Comparison comparison = Comparison.of(new Shifted(12, 1, 1), 2, train, test, new float[0], 1);
        Map<String, Double> figures = comparison.figures();

        // then
        assertThat(comparison.all()).extracting(Evaluation::codeBytes).containsExactly(1, 8, 1, 1, 1, 1, 1);
        assertThat(figures)
                .containsOnlyKeys(
                        "rows",
                        "mse",
                        "mae",
                        "euclidean",
                        "psnr",
                        "explained",
                        "compressionRatio",
                        "pcaMse",
                        "pcaInt8Mse",
                        "kltMse",
                        "quantiserMse",
                        "opqMse",
                        "rvqMse");
        assertThat(figures.get("quantiserMse"))
                .isEqualTo(comparison.rival(Rival.PQ).mse());
        assertThat(figures.get("opqMse")).isEqualTo(comparison.rival(Rival.OPQ).mse());
        assertThat(figures.get("rvqMse")).isEqualTo(comparison.rival(Rival.RVQ).mse());
        assertThat(figures.get("kltMse")).isEqualTo(comparison.rival(Rival.KLT).mse());
        assertThat(figures.get("kltMse")).isLessThan(figures.get("pcaInt8Mse"));
        assertThat(figures.get("pcaInt8Mse")).isGreaterThan(figures.get("pcaMse"));
    }

    /** Gives rows back a little beside themselves. */
    private record Shifted(int dim, float even, float odd) implements Codec {

        @Override
        public String name() {
            return "shifted";
        }

        @Override
        public int codeBytes() {
            return 1;
        }

        @Override
        public void encode(float[] rows, int count, byte[] codes) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void decode(byte[] codes, int count, float[] reconstructions) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void reconstruct(float[] rows, int count, float[] reconstructions) {
            for (int i = 0; i < count * dim; i++) {
                reconstructions[i] = rows[i] + (i % dim % 2 == 0 ? even : odd);
            }
        }
    }
}
