package dev.narrows.trainer.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MatrixTest {

    @Test
    void shouldMultiply() {
        // given
        float[] a = {1, 2, 3, 4, 5, 6};
        float[] b = {1, 0, 2, 1, 0, 3};

        // when
        float[] product = Product.of(a, b, 2, 3, 2);
        float[] transposed = Product.transposed(a, b, 2, 3, 2);

        // then
        assertThat(product).containsExactly(5, 11, 14, 23);
        assertThat(transposed).containsExactly(7, 10, 16, 22);
    }

    @Test
    void shouldStartCentroidsAtTheFewPointsThatLieFarAway() {
        // given: a thousand points near zero and three far away, each by itself
        float[] points = new float[1_003 * 2];
        Random random = new Random(5);
        for (int i = 0; i < points.length; i++) {
            points[i] = (float) random.nextGaussian();
        }
        float[][] far = {{900, 0}, {0, 900}, {-900, -900}};
        for (int i = 0; i < far.length; i++) {
            System.arraycopy(far[i], 0, points, i * 600, 2);
        }

        // when
        float[] centroids = KMeans.spreadCentroids(points, 1_003, 2, 4, 5, 1);

        // then
        for (float[] point : far) {
            assertThat(IntStream.range(0, 4)
                            .anyMatch(c -> centroids[2 * c] == point[0] && centroids[2 * c + 1] == point[1]))
                    .as("%s in %s", Arrays.toString(point), Arrays.toString(centroids))
                    .isTrue();
        }
    }

    @Test
    void shouldAddUpTheCovarianceOfSlicesFarFromZero() {
        // given: x, and y = 2 x + noise, around a million
        Random random = new Random(3);
        int rows = 10_000;
        float[] values = new float[rows * 2];
        for (int row = 0; row < rows; row++) {
            double x = random.nextGaussian();
            values[row * 2] = (float) (1e5 + x);
            values[row * 2 + 1] = (float) (2 * x + random.nextGaussian());
        }
        Covariance covariance = new Covariance(2);

        // when
        for (int from = 0; from < rows; from += 1000) {
            covariance.add(Arrays.copyOfRange(values, from * 2, (from + 1000) * 2), 1000);
        }

        // then
        assertThat(covariance.rows()).isEqualTo(rows);
        assertThat(covariance.mean()).containsExactly(new double[] {1e5, 0}, within(0.05));
        assertThat(covariance.matrix()).containsExactly(new double[] {1, 2, 2, 5}, within(0.2));
    }

    @Test
    void shouldFindEigenvectorsTheLargestFirst() {
        // given: eigenvalue 5 along (2, 1), 0 along (1, -2), 3 along the third axis
        double[] matrix = {4, 2, 0, 2, 1, 0, 0, 0, 3};

        // when
        Eigen eigen = Eigen.ofSymmetric(matrix, 3, 2);

        // then
        assertThat(eigen.values()).containsExactly(new double[] {5, 3}, within(1e-6));
        float[] vectors = eigen.vectors();
        assertThat(vectors).hasSize(6);
        assertThat(Math.abs(vectors[0])).isCloseTo((float) (2 / Math.sqrt(5)), within(1e-6f));
        assertThat(vectors[0] / vectors[1]).isCloseTo(2, within(1e-5f));
        assertThat(Math.abs(vectors[5])).isCloseTo(1, within(1e-6f));
    }

    @Test
    void shouldFindTheCentresOfClusters() {
        // given: four clusters around the corners of a square
        Random random = new Random(1);
        int rows = 4000;
        float[] points = new float[rows * 2];
        for (int row = 0; row < rows; row++) {
            points[row * 2] = (float) (10 * (row & 1) + random.nextGaussian() / 10);
            points[row * 2 + 1] = (float) (10 * (row >> 1 & 1) + random.nextGaussian() / 10);
        }

        // when
        float[] centroids = KMeans.centroids(points, rows, 2, 16, 30, 7);
        int[] nearest = KMeans.nearest(points, rows, 2, centroids, 16);

        // then
        double squares = IntStream.range(0, rows * 2)
                .mapToDouble(i -> points[i] - centroids[nearest[i / 2] * 2 + i % 2])
                .map(away -> away * away)
                .average()
                .orElseThrow();
        assertThat(squares).isLessThan(0.01);
    }

    @Test
    void shouldFindCentroidsOfFewerPoints() {
        // given
        float[] points = {1, 1, 5, 5, 9, 9};

        // when
        float[] centroids = KMeans.centroids(points, 3, 2, 8, 5, 1);
        int[] nearest = KMeans.nearest(points, 3, 2, centroids, 8);

        // then
        for (int row = 0; row < 3; row++) {
            assertThat(centroids[nearest[row] * 2]).isCloseTo(points[row * 2], within(0.1f));
        }
    }

    @Test
    void shouldGiveTheSameCentroidsForTheSameSeed() {
        // given
        float[] points = new float[3000];
        Random random = new Random(2);
        for (int i = 0; i < points.length; i++) {
            points[i] = random.nextFloat();
        }

        // when
        float[] first = KMeans.centroids(points, 1000, 3, 10, 5, 42);
        float[] again = KMeans.centroids(points, 1000, 3, 10, 5, 42);

        // then
        assertThat(again).containsExactly(first);
    }
}
