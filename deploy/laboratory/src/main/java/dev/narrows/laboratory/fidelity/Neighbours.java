package dev.narrows.laboratory.fidelity;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * How well the nearest neighbours of a vector are still found once what is searched was kept another way: the share of its ten
 * nearest among all others as they were that are among its ten nearest among them as they were kept, by Euclidean distance, in
 * the mean of some hundred vectors, which are searched for as they are. Of equal distances the first counts.
 */
final class Neighbours {

    /** How many are looked for. */
    static final int NEAREST = 10;

    private static final int MOST_QUERIES = 200;
    private static final int MOST_SEARCHED = 4_000;

    private final float[][] rows;
    private final int[] queries;
    private final int searched;
    private final int[][] nearest;

    /** @param rows the first of them, at most 4,000; more than ten */
    Neighbours(float[][] rows) {
        this.rows = rows;
        this.searched = Math.min(rows.length, MOST_SEARCHED);
        int each = (searched + MOST_QUERIES - 1) / MOST_QUERIES;
        this.queries = IntStream.range(0, searched).filter(i -> i % each == 0).toArray();
        this.nearest = nearest(rows);
    }

    /** The share, of rows that were kept as these, in the same order. */
    double recall(float[][] kept) {
        return share(nearest(kept));
    }

    /** The share, where of each value one bit is kept: whether it is above its mean. What is searched for is cut likewise. */
    double recallOfSigns(float[] means) {
        long[][] signs = new long[rows.length][];
        for (int row = 0; row < rows.length; row++) {
            signs[row] = new long[(means.length + Long.SIZE - 1) / Long.SIZE];
            for (int i = 0; i < means.length; i++) {
                signs[row][i / Long.SIZE] |= rows[row][i] > means[i] ? 1L << i : 0;
            }
        }
        return share(nearest((query, other) -> {
            int different = 0;
            for (int i = 0; i < signs[query].length; i++) {
                different += Long.bitCount(signs[query][i] ^ signs[other][i]);
            }
            return different;
        }));
    }

    private int[][] nearest(float[][] kept) {
        return nearest((query, other) -> {
            double sum = 0;
            for (int i = 0; i < kept[other].length; i++) {
                double difference = (double) rows[query][i] - kept[other][i];
                sum += difference * difference;
            }
            return sum;
        });
    }

    private interface Distance {
        double of(int query, int other);
    }

    private int[][] nearest(Distance distance) {
        int[][] all = new int[queries.length][];
        double[] distances = new double[searched];
        for (int query = 0; query < queries.length; query++) {
            for (int i = 0; i < searched; i++) {
                distances[i] = i == queries[query] ? Double.MAX_VALUE : distance.of(queries[query], i);
            }
            double[] sorted = distances.clone();
            Arrays.sort(sorted);
            double last = sorted[NEAREST - 1];
            IntStream nearer = IntStream.range(0, distances.length).filter(i -> distances[i] < last);
            IntStream equal = IntStream.range(0, distances.length).filter(i -> distances[i] == last);
            all[query] = IntStream.concat(nearer, equal).limit(NEAREST).sorted().toArray();
        }
        return all;
    }

    private double share(int[][] found) {
        double shares = 0;
        for (int query = 0; query < found.length; query++) {
            int[] right = nearest[query];
            long both = Arrays.stream(found[query])
                    .filter(each -> Arrays.binarySearch(right, each) >= 0)
                    .count();
            shares += both / (double) right.length;
        }
        return shares / found.length;
    }
}
