package dev.narrows.trainer.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.narrows.trainer.dataset.ArrayDataset;
import dev.narrows.trainer.dataset.Dataset;
import dev.narrows.trainer.dataset.MadeRows;
import dev.narrows.trainer.judge.Evaluation;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RivalsTest {

    @Test
    void shouldReconstructAPlaneFromItsComponents() {
        // given: rows of 20 values that lie in a plane
        Dataset data = plane(500, 20, 4);

        // when
        Evaluation one = Evaluation.of(PcaCodec.float32(Pca.fit(data, 1)), data);
        Evaluation two = Evaluation.of(PcaCodec.float32(Pca.fit(data, 2)), data);
        Evaluation rounded = Evaluation.of(PcaCodec.int8(Pca.fit(data, 2), data), data);

        // then
        assertThat(one.explained()).isBetween(0.3, 0.95);
        assertThat(two.explained()).isCloseTo(1, within(1e-6));
        assertThat(two.codeBytes()).isEqualTo(8);
        assertThat(rounded.explained()).isBetween(0.9999, 0.9999999);
        assertThat(rounded.codeBytes()).isEqualTo(2);
        assertThat(rounded.ratio()).isEqualTo(40);
        assertThat(rounded.codec()).isEqualTo("PCA, 2 int8 components");
    }

    @Test
    void shouldFindTheSameComponentsOfWideRows() {
        // given: more values a row than are made into a covariance
        Dataset data = plane(300, 3000, 5);

        // when
        Pca pca = Pca.fit(data, 10);
        Evaluation two = Evaluation.of(PcaCodec.float32(pca.first(2)), data);

        // then
        assertThat(pca.count()).isEqualTo(10);
        assertThat(two.explained()).isCloseTo(1, within(1e-5));
    }

    @Test
    void shouldKeepNoMoreComponentsThanThereAre() {
        // given
        Dataset data = plane(3, 8, 6);

        // when
        Pca pca = Pca.fit(data, 100);

        // then
        assertThat(pca.count()).isEqualTo(3);
        assertThat(pca.first(2).count()).isEqualTo(2);
        assertThatThrownBy(() -> Pca.fit(data, 0)).hasMessageStartingWith("components: 0");
    }

    @Test
    void shouldGiveBackAConstantFeatureAsItIs() {
        // given
        Dataset data = ArrayDataset.of(new float[] {1, 7, 2, 7, 3, 7, 4, 7}, 2);
        float[] back = new float[8];

        // when
        PcaCodec.int8(Pca.fit(data, 2), data).reconstruct(new float[] {1, 7, 2, 7, 3, 7, 4, 7}, 4, back);

        // then
        assertThat(back).containsExactly(new float[] {1, 7, 2, 7, 3, 7, 4, 7}, within(0.02f));
    }

    @Test
    void shouldBeatRoundedComponentsOnACurvedSurface() {
        // given
        Dataset train = MadeRows.curved(4000, 24, 2, 1);
        Dataset test = MadeRows.curved(1000, 24, 2, 2);

        // when
        Evaluation quantiser = Evaluation.of(ProductQuantiser.fit(train, 4, 1), test);
        Evaluation pca = Evaluation.of(PcaCodec.int8(Pca.fit(train, 4), train), test);

        // then
        assertThat(quantiser.codeBytes()).isEqualTo(4);
        assertThat(quantiser.mse()).isLessThan(pca.mse());
        assertThat(quantiser.codec()).isEqualTo("product quantisation, 4 bytes");
    }

    @Test
    void shouldCutRowsIntoPiecesOfAnyWidth() {
        // given: 7 values in 3 pieces; so few different rows that each has a centroid of its own
        Random random = new Random(8);
        float[] values = new float[7 * 50];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextFloat();
        }
        Dataset data = ArrayDataset.of(values, 7);

        // when
        Evaluation three = Evaluation.of(ProductQuantiser.fit(data, 3, 1), data);
        Evaluation many = Evaluation.of(ProductQuantiser.fit(data, 100, 1), data);

        // then
        assertThat(three.mse()).isLessThan(1e-4);
        assertThat(many.codeBytes()).isEqualTo(7);
        assertThat(many.mse()).isLessThan(1e-4);
    }

    private static Dataset plane(int rows, int dim, long seed) {
        Random random = new Random(seed);
        float[] values = new float[rows * dim];
        for (int row = 0; row < rows; row++) {
            double a = random.nextGaussian();
            double b = random.nextGaussian();
            for (int i = 0; i < dim; i++) {
                values[row * dim + i] = (float) (3 + a * Math.sin(i) + b * Math.cos(2 * i));
            }
        }
        return ArrayDataset.of(values, dim);
    }
}
