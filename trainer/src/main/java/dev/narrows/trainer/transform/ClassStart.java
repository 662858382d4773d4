package dev.narrows.trainer.transform;

import dev.narrows.trainer.matrix.KMeans;
import java.util.Arrays;

/** Where the classes of {@link ClassFit} start: [rows], the class of each, by k-means. */
final class ClassStart {

    private static final int ROUNDS = 10;

    private ClassStart() {}

    /** By components of which the size is drawn to its square root, so that quiet rows are told apart as well as loud ones. */
    static int[] drawn(float[][] rows, int classes, long seed) {
        if (classes == 1) {
            return new int[rows.length];
        }
        float[] points = flat(rows);
        for (int i = 0; i < points.length; i++) {
            points[i] = (float) (Math.signum(points[i]) * Math.sqrt(Math.abs(points[i])));
        }
        float[] centroids = KMeans.centroids(points, rows.length, rows[0].length, classes, ROUNDS, seed);
        return nearest(rows, points, centroids, classes);
    }

    /** By the components as they are, begun far apart, so that a few rows that lie far away have classes of their own. */
    static int[] plain(float[][] rows, int classes, long seed) {
        float[] points = flat(rows);
        float[] centroids = KMeans.spreadCentroids(points, rows.length, rows[0].length, classes, ROUNDS, seed);
        return nearest(rows, points, centroids, classes);
    }

    private static float[] flat(float[][] rows) {
        int dims = rows[0].length;
        float[] points = new float[rows.length * dims];
        for (int row = 0; row < rows.length; row++) {
            System.arraycopy(rows[row], 0, points, row * dims, dims);
        }
        return points;
    }

    private static int[] nearest(float[][] rows, float[] points, float[] centroids, int classes) {
        return Arrays.copyOf(KMeans.nearest(points, rows.length, rows[0].length, centroids, classes), rows.length);
    }
}
