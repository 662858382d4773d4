package dev.narrows.trainer.codec.textbook;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** How columns of a row are shared out among books: [groups][columns of each], none empty, each column once. */
public final class Groups {

    /** Variances below that share of the largest are rounding of float32; the sharing out should not hang on it. */
    private static final double LEAST_VARIANCE = 1e-9;

    private Groups() {}

    /**
     * Neighbours together; the first groups are one column wider where widths do not come out even.
     *
     * @param count groups, 1 to dim
     */
    public static int[][] ofNeighbours(int dim, int count) {
        return IntStream.range(0, count)
                .mapToObj(group -> IntStream.range(from(dim, count, group), from(dim, count, group + 1))
                        .toArray())
                .toArray(int[][]::new);
    }

    private static int from(int dim, int count, int group) {
        return dim / count * group + Math.min(group, dim % count);
    }

    /**
     * Columns, from the largest variance on, go each to the group with the least product of variances that has room, so that
     * all books have as much to tell (eigenvalue allocation, Ge, He, Ke and Sun 2013).
     *
     * @param variances of uncorrelated columns
     * @param count groups, 1 to as many as there are columns
     */
    public static int[][] ofVariances(double[] variances, int count) {
        double largest = DoubleStream.of(variances).max().orElseThrow();
        double[] logs = DoubleStream.of(variances)
                .map(variance -> Math.log(Math.max(variance, Math.max(largest * LEAST_VARIANCE, Double.MIN_NORMAL))))
                .toArray();
        double least = DoubleStream.of(logs).min().orElseThrow() - Math.log(2);
        int room = (variances.length + count - 1) / count;
        List<List<Integer>> groups = IntStream.range(0, count)
                .<List<Integer>>mapToObj(any -> new ArrayList<>())
                .toList();
        double[] products = new double[count];
        IntStream.range(0, variances.length)
                .boxed()
                .sorted(Comparator.comparingDouble(column -> -variances[column]))
                .forEach(column -> {
                    int group = IntStream.range(0, count)
                            .filter(i -> groups.get(i).size() < room)
                            .boxed()
                            .min(Comparator.comparingDouble(i -> products[i]))
                            .orElseThrow();
                    groups.get(group).add(column);
                    products[group] += logs[column] - least;
                });
        return groups.stream()
                .map(group -> group.stream().mapToInt(Integer::intValue).toArray())
                .toArray(int[][]::new);
    }
}
