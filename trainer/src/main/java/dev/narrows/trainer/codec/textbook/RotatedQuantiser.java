package dev.narrows.trainer.codec.textbook;

import dev.narrows.trainer.codec.Codec;
import dev.narrows.trainer.codec.Pca;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Optimised product quantisation, its parametric solution (Ge, He, Ke and Sun 2013): product quantisation of principal
 * components instead of raw values. The components, from the largest variance on, go each to the group with the least
 * product of variances that has room, so that all books have as much to tell. For one thread; learning uses all cores.
 */
final class RotatedQuantiser implements Codec {

    /** Variances below that share of the largest are rounding of float32; the sharing out should not hang on it. */
    private static final double LEAST_VARIANCE = 1e-9;

    private final Pca pca;
    private final Books books;

    private RotatedQuantiser(Pca pca, Books books) {
        this.pca = pca;
        this.books = books;
    }

    /**
     * Learns the books.
     *
     * @param codeBytes 1 or more; never more are used than there are components
     */
    static RotatedQuantiser fit(Components components, int codeBytes, long seed) {
        Pca pca = components.pca();
        int[][] groups = groups(components.variances(), Math.min(codeBytes, pca.count()));
        return new RotatedQuantiser(pca, Books.fit(components.values(), components.rows(), pca.count(), groups, seed));
    }

    /** Components of each group; none is empty. */
    static int[][] groups(double[] variances, int count) {
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
                .sorted(Comparator.comparingDouble(component -> -variances[component]))
                .forEach(component -> {
                    int group = IntStream.range(0, count)
                            .filter(i -> groups.get(i).size() < room)
                            .boxed()
                            .min(Comparator.comparingDouble(i -> products[i]))
                            .orElseThrow();
                    groups.get(group).add(component);
                    products[group] += logs[component] - least;
                });
        return groups.stream()
                .map(group -> group.stream().mapToInt(Integer::intValue).toArray())
                .toArray(int[][]::new);
    }

    @Override
    public String name() {
        return "rotated product quantisation, " + codeBytes() + " bytes";
    }

    @Override
    public int dim() {
        return pca.dim();
    }

    @Override
    public int codeBytes() {
        return books.count();
    }

    @Override
    public void encode(float[] rows, int count, byte[] codes) {
        books.encode(pca.encode(rows, count), count, codes);
    }

    @Override
    public void decode(byte[] codes, int count, float[] reconstructions) {
        float[] components = new float[count * pca.count()];
        books.decode(codes, count, components);
        pca.decode(components, count, reconstructions);
    }
}
