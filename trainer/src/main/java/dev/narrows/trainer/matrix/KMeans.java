package dev.narrows.trainer.matrix;

import dev.narrows.trainer.tensor.Torch;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Centroids that points are near to (Lloyd 1982): each point goes to its nearest centroid, each centroid to the mean of
 * its points, over and over. A centroid that loses all its points takes half of those of the fullest one.
 */
public final class KMeans {

    private static final int SLICE_ROWS = 4096;
    private static final float SPLIT = 1e-3f;

    private KMeans() {}

    /**
     * Finds centroids on all cores, the same for the same seed.
     *
     * @param points [rows, dim]
     * @param count centroids, 1 or more; where there are fewer rows, some are the same
     * @param rounds of Lloyd's algorithm
     * @return [count, dim]
     */
    public static float[] centroids(float[] points, int rows, int dim, int count, int rounds, long seed) {
        Random random = new Random(seed);
        float[] centroids = new float[count * dim];
        int[] start =
                random.ints(0, rows).distinct().limit(Math.min(count, rows)).toArray();
        for (int i = 0; i < count; i++) {
            System.arraycopy(points, start[i % start.length] * dim, centroids, i * dim, dim);
        }
        settle(points, rows, dim, centroids, rounds, random);
        return centroids;
    }

    /**
     * The same begun far apart: each centroid starts at a point drawn with a chance that grows as its squared distance from
     * those before (k-means++, Arthur and Vassilvitskii 2007), so that a few points far away are not left out.
     */
    public static float[] spreadCentroids(float[] points, int rows, int dim, int count, int rounds, long seed) {
        Random random = new Random(seed);
        float[] centroids = new float[count * dim];
        double[] distances = new double[rows];
        Arrays.fill(distances, Double.POSITIVE_INFINITY);
        int next = random.nextInt(rows);
        for (int i = 0; i < count; i++) {
            System.arraycopy(points, next * dim, centroids, i * dim, dim);
            int chosen = next;
            IntStream.range(0, rows)
                    .parallel()
                    .forEach(row ->
                            distances[row] = Math.min(distances[row], distance(points, row * dim, chosen * dim, dim)));
            next = drawn(distances, random);
        }
        settle(points, rows, dim, centroids, rounds, random);
        return centroids;
    }

    private static double distance(float[] points, int one, int other, int dim) {
        double sum = 0;
        for (int i = 0; i < dim; i++) {
            double away = (double) points[one + i] - points[other + i];
            sum += away * away;
        }
        return sum;
    }

    private static int drawn(double[] weights, Random random) {
        double left = random.nextDouble() * Arrays.stream(weights).sum();
        int last = 0;
        for (int i = 0; i < weights.length; i++) {
            if (weights[i] > 0) {
                last = i;
                left -= weights[i];
                if (left <= 0) {
                    return i;
                }
            }
        }
        return last;
    }

    private static void settle(float[] points, int rows, int dim, float[] centroids, int rounds, Random random) {
        int count = centroids.length / dim;
        for (int round = 0; round < rounds; round++) {
            int[] nearest = nearest(points, rows, dim, centroids, count, true);
            int[] sizes = move(points, dim, nearest, centroids);
            // What is split moves off its points, which the next round mends; after the last there is none.
            fillEmpty(centroids, sizes, dim, round + 1 < rounds ? SPLIT : 0, random);
        }
    }

    /**
     * Which centroid each point is nearest to, found on one core.
     *
     * @param points [rows, dim]
     * @param centroids [count, dim]
     * @return [rows], 0 to count - 1
     */
    public static int[] nearest(float[] points, int rows, int dim, float[] centroids, int count) {
        return nearest(points, rows, dim, centroids, count, false);
    }

    private static int[] nearest(float[] points, int rows, int dim, float[] centroids, int count, boolean allCores) {
        Torch.enter();
        int[] nearest = new int[rows];
        try (PointerScope scope = new PointerScope()) {
            Tensor turned = Product.tensor(centroids, count, dim).t();
            Tensor squares = turned.mul(turned).sum(0).unsqueeze(0);
            IntStream slices = IntStream.range(0, (rows + SLICE_ROWS - 1) / SLICE_ROWS);
            (allCores ? slices.parallel() : slices).forEach(slice -> {
                int from = slice * SLICE_ROWS;
                nearest(points, from, Math.min(SLICE_ROWS, rows - from), dim, turned, squares, nearest);
            });
        }
        return nearest;
    }

    private static void nearest(
            float[] points, int from, int rows, int dim, Tensor turned, Tensor squares, int[] nearest) {
        Torch.enter();
        float[] some = Arrays.copyOfRange(points, from * dim, (from + rows) * dim);
        try (PointerScope scope = new PointerScope()) {
            // |p - c|^2 without |p|^2, which is the same for all centroids.
            Tensor distance =
                    torch.addmm(squares, Product.tensor(some, rows, dim), turned, new Scalar(1f), new Scalar(-2f));
            long[] indices = new long[rows];
            new LongPointer(distance.argmin(new LongOptional(1), false).data_ptr()).get(indices);
            for (int i = 0; i < rows; i++) {
                nearest[from + i] = (int) indices[i];
            }
        }
    }

    /** Moves each centroid to the mean of its points and returns how many those are. */
    private static int[] move(float[] points, int dim, int[] nearest, float[] centroids) {
        int count = centroids.length / dim;
        double[] sums = new double[centroids.length];
        int[] sizes = new int[count];
        for (int row = 0; row < nearest.length; row++) {
            sizes[nearest[row]]++;
            for (int i = 0; i < dim; i++) {
                sums[nearest[row] * dim + i] += points[row * dim + i];
            }
        }
        for (int centroid = 0; centroid < count; centroid++) {
            for (int i = centroid * dim; i < (centroid + 1) * dim && sizes[centroid] > 0; i++) {
                centroids[i] = (float) (sums[i] / sizes[centroid]);
            }
        }
        return sizes;
    }

    private static void fillEmpty(float[] centroids, int[] sizes, int dim, float apart, Random random) {
        for (int centroid = 0; centroid < sizes.length; centroid++) {
            if (sizes[centroid] == 0) {
                split(fullest(sizes), centroid, centroids, sizes, dim, apart, random);
            }
        }
    }

    private static int fullest(int[] sizes) {
        int fullest = 0;
        for (int i = 1; i < sizes.length; i++) {
            fullest = sizes[i] > sizes[fullest] ? i : fullest;
        }
        return fullest;
    }

    /** Gives an empty centroid half of the points of a full one, by moving both a little apart. */
    private static void split(
            int full, int empty, float[] centroids, int[] sizes, int dim, float apart, Random random) {
        for (int i = 0; i < dim; i++) {
            float value = centroids[full * dim + i];
            float away = value * apart * (random.nextBoolean() ? 1 : -1);
            centroids[empty * dim + i] = value + away;
            centroids[full * dim + i] = value - away;
        }
        sizes[empty] = sizes[full] / 2;
        sizes[full] -= sizes[empty];
    }
}
