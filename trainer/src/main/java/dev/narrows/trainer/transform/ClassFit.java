package dev.narrows.trainer.transform;

import dev.narrows.trainer.matrix.KMeans;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Finds classes of rows and the code of each, Lloyd's algorithm with codes for centroids: every row goes to the class whose
 * code loses least of it, then every class learns means, deviations, quantisers and levels from its rows (classified
 * transform coding, Chen and Smith 1977; the mixture of Gaussians of Subramaniam and Rao 2003 is the same with another
 * distance). It starts twice, from k-means on components with their sizes drawn together, so that loudness alone does not
 * decide, and from k-means on the components as they are, so that rows far away have classes where they decide the error;
 * the start that ends with less error on the rows is kept.
 */
final class ClassFit {

    private static final int START_ROUNDS = 10;
    private static final int ROUNDS = 8;
    private static final int ONE_BYTE = 1 << Byte.SIZE;
    private static final double SETTLED = 0.005;
    /** Components beside these are noise to the quantisers' distribution. */
    private static final int LEAST_SHAPING = 4;

    private final float[][] rows;
    private final int bytes;
    private final int classes;
    private final int[] spare;
    private final int[] shaping;
    private final int[] classOf;
    /** Of the last {@link #run}: squared error of all rows. */
    private double error = Double.POSITIVE_INFINITY;

    private ClassFit(float[][] rows, int bytes, int classes, int[] spare, int[] classOf) {
        this.rows = rows;
        this.bytes = bytes;
        this.classes = classes;
        this.spare = spare;
        this.shaping = shaping(rows, bytes);
        this.classOf = classOf;
    }

    /**
     * The code with the least error on those rows.
     *
     * @param rows [rows][components], of mean zero, the component that spreads most first
     * @param bytes of a code, 1 or more
     * @param classes 1 or more; at most half of the rows are taken as classes
     */
    static Found fit(float[][] rows, int bytes, int classes, long seed) {
        int most = Math.max(1, Math.min(classes, rows.length / 2));
        int told = bytes == 1 ? Math.min(most, ONE_BYTE - RowClasses.STRANGERS) : most;
        int[] spare = new Random(seed).ints(told, 0, rows.length).toArray();
        ClassFit best = new ClassFit(rows, bytes, told, spare, drawnStart(rows, told, seed));
        int[] kept = best.run();
        if (told > 1) {
            ClassFit other = new ClassFit(rows, bytes, told, spare, plainStart(rows, told, seed));
            int[] otherKept = other.run();
            if (other.error < best.error) {
                best = other;
                kept = otherKept;
            }
        }
        return new Found(best.without(best.empty(), kept).learn(), kept);
    }

    /** [classes], those that no row is in. */
    private boolean[] empty() {
        boolean[] empty = new boolean[classes];
        Arrays.fill(empty, classes > 1);
        for (int c : classOf) {
            if (c < classes) {
                empty[c] = false;
            }
        }
        return empty;
    }

    /** The same rows with those components only, and without classes that take up room in the code for nothing. */
    private ClassFit without(boolean[] empty, int[] components) {
        int[] renumbered = new int[classes + RowClasses.STRANGERS];
        int left = 0;
        for (int c = 0; c < renumbered.length; c++) {
            renumbered[c] = left;
            left += c < classes && empty[c] ? 0 : 1;
        }
        int[] moved = IntStream.of(classOf).map(c -> renumbered[c]).toArray();
        return new ClassFit(some(rows, components), bytes, Math.max(1, left - RowClasses.STRANGERS), spare, moved);
    }

    /** What was found. */
    static final class Found {
        private final CodeTables tables;
        private final int[] components;

        Found(CodeTables tables, int[] components) {
            this.tables = tables;
            this.components = components;
        }

        /** Of the components that any class keeps, in their order. */
        CodeTables tables() {
            return tables;
        }

        /** Which those are, ascending. Not copied. */
        int[] components() {
            return components;
        }
    }

    /** Sorts the rows into classes and returns the components that any class keeps. */
    private int[] run() {
        @Nullable CodeTables best = null;
        int[] bestOf = classOf;
        for (int round = 0; round < (classes == 1 ? 1 : ROUNDS); round++) {
            CodeTables tables = learn();
            RowCoder coder = new RowCoder(tables);
            double lost = 0;
            int moved = 0;
            for (int row = 0; row < rows.length; row++) {
                coder.take(rows[row], 0);
                lost += coder.error();
                moved += coder.chosen() == classOf[row] ? 0 : 1;
                classOf[row] = coder.chosen();
            }
            if (best == null || lost < error) {
                error = lost;
                best = tables;
                bestOf = classOf.clone();
            }
            if (moved < SETTLED * rows.length) {
                break;
            }
        }
        System.arraycopy(bestOf, 0, classOf, 0, classOf.length);
        boolean[][] kept = Objects.requireNonNull(best).kept;
        int[] used = IntStream.range(0, rows[0].length)
                .filter(i -> Arrays.stream(kept).anyMatch(one -> one[i]))
                .toArray();
        return used.length == 0 ? new int[] {0} : used;
    }

    private CodeTables learn() {
        RowClasses found = RowClasses.of(rows, classOf, classes, spare);
        if (classes > 1) {
            found = found.withStrangers(RowClasses.variances(rows));
        }
        double[] counts = new double[Quantiser.CELLS];
        for (int row = 0; row < rows.length; row++) {
            int c = classOf[row];
            for (int i : shaping) {
                double unit = (rows[row][i] - found.means()[c][i]) / found.deviations()[c][i];
                counts[Quantiser.cell((float) unit / Quantiser.BEND)]++;
            }
        }
        Quantiser quantiser = Quantiser.of(counts);
        double bits = (double) Byte.SIZE * bytes - Math.log(found.count()) / Math.log(2);
        List<Slots> packed = new ArrayList<>();
        for (int c = 0; c < found.count(); c++) {
            double[] variances = found.variances(c);
            int[] sizes = BitAllocation.of(variances, bits, quantiser);
            packed.add(Slots.pack(bytes, found.count(), sizes, variances, quantiser));
        }
        return CodeTables.of(found, packed, quantiser, bytes);
    }

    private static int[] shaping(float[][] rows, int bytes) {
        int dims = rows[0].length;
        double[] squares = RowClasses.variances(rows);
        return IntStream.range(0, dims)
                .filter(i -> squares[i] > 0)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> -squares[i]))
                .limit(Math.max(LEAST_SHAPING, Math.min(dims, bytes)))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private static float[][] some(float[][] rows, int[] columns) {
        float[][] some = new float[rows.length][columns.length];
        for (int row = 0; row < rows.length; row++) {
            for (int i = 0; i < columns.length; i++) {
                some[row][i] = rows[row][columns[i]];
            }
        }
        return some;
    }

    /** Classes by components of which the size is drawn to its square root, so that quiet rows are told apart too. */
    private static int[] drawnStart(float[][] rows, int classes, long seed) {
        if (classes == 1) {
            return new int[rows.length];
        }
        float[] points = flat(rows);
        for (int i = 0; i < points.length; i++) {
            points[i] = (float) (Math.signum(points[i]) * Math.sqrt(Math.abs(points[i])));
        }
        float[] centroids = KMeans.centroids(points, rows.length, rows[0].length, classes, START_ROUNDS, seed);
        return nearest(rows, points, centroids, classes);
    }

    /** Classes by the components as they are, begun far apart, so that a few rows far away have classes of their own. */
    private static int[] plainStart(float[][] rows, int classes, long seed) {
        float[] points = flat(rows);
        float[] centroids = KMeans.spreadCentroids(points, rows.length, rows[0].length, classes, START_ROUNDS, seed);
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
