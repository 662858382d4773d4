package dev.narrows.trainer.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.narrows.trainer.dataset.ArrayDataset;
import dev.narrows.trainer.dataset.Dataset;
import dev.narrows.trainer.judge.Evaluation;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PcaTest {

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
