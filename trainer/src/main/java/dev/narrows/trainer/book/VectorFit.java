package dev.narrows.trainer.book;

import dev.narrows.trainer.codec.textbook.Groups;
import dev.narrows.trainer.dataset.Dataset;
import dev.narrows.trainer.matrix.Eigen;
import dev.narrows.trainer.matrix.KMeans;
import dev.narrows.trainer.matrix.Product;
import dev.narrows.trainer.network.Kind;
import dev.narrows.trainer.network.TrainedNetwork;
import dev.narrows.trainer.network.code.VectorCode;
import dev.narrows.trainer.network.layer.Columns;
import dev.narrows.trainer.network.scaling.Normalisation;
import dev.narrows.trainer.projection.Components;
import dev.narrows.trainer.projection.FixedNetwork;
import dev.narrows.trainer.projection.NormalRows;
import dev.narrows.trainer.tensor.Torch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Finds codes of books by k-means: product quantisation (Jegou, Douze and Schmid 2011), the same of principal components
 * (Ge, He, Ke and Sun 2013) and residual quantisation of them (Juang and Gray 1982). They follow values that only ever are
 * one of a few, as in tables with categories, which no levels of single components do. No gradients, so the same rows give
 * the same codec. One thread; k-means uses all cores.
 */
public final class VectorFit {

    /** Rows that books learn from at least, where there are so many: 80 an entry. */
    private static final int ENOUGH_ROWS = 80 * VectorCode.ENTRIES;

    private static final int ENOUGH_VALUES = 1 << 22;
    private static final int ROUNDS = 12;
    private static final long MOST_PRODUCTS = 1 << 24;
    /** Of a group's squares: what is less is rounding of float32, which the two runtimes do not share. */
    private static final double ENOUGH = 1e-9;

    private final Dataset data;
    private final Normalisation normalisation;
    private final int bytes;
    private final long seed;

    private VectorFit(Dataset data, Normalisation normalisation, int bytes, long seed) {
        this.data = data;
        this.normalisation = normalisation;
        this.bytes = bytes;
        this.seed = seed;
    }

    /** Whether there is such a code: books side by side need a value each, and all have to fit into one file. */
    public static boolean possible(Kind kind, int dim, int codeBytes) {
        return products(kind, dim, codeBytes) <= MOST_PRODUCTS && (kind == Kind.RVQ || codeBytes <= dim);
    }

    /** Multiplications of a row with entries, as many as the books have values. */
    public static long products(Kind kind, int dim, int codeBytes) {
        long each = kind == Kind.PQ ? dim : Components.most(dim, codeBytes);
        return VectorCode.ENTRIES * each * (kind == Kind.RVQ ? codeBytes : 1);
    }

    /**
     * Learns from all rows; books from some, spread evenly.
     *
     * @param data rows in raw units
     * @param normalisation that gives every feature a mean of zero on them
     * @param kind {@link Kind#PQ}, {@link Kind#OPQ} or {@link Kind#RVQ}
     * @param codeBytes bytes of a code, 1 or more, for which it is {@link #possible}
     * @return a network whose weights the caller closes
     */
    public static TrainedNetwork fit(Dataset data, Normalisation normalisation, Kind kind, int codeBytes, long seed) {
        if (!possible(kind, data.dim(), codeBytes)) {
            throw new IllegalArgumentException("code bytes: " + codeBytes + " (expected: at most the " + data.dim()
                    + " values of a row with books side by side, and at most " + MOST_PRODUCTS
                    + " values of all books)");
        }
        Torch.enter();
        Dataset rows = NormalRows.spread(data, Math.max(ENOUGH_ROWS, ENOUGH_VALUES / data.dim()));
        VectorFit fit = new VectorFit(data, normalisation, codeBytes, seed);
        FixedNetwork network = switch (kind) {
            case PQ -> fit.product(rows);
            case OPQ -> fit.rotated(rows, 1);
            case RVQ -> fit.rotated(rows, codeBytes);
            default ->
                throw new IllegalArgumentException(
                        "kind: " + kind + " (expected: " + Kind.PQ + ", " + Kind.OPQ + " or " + Kind.RVQ + ")");
        };
        return network.judgedOn(rows);
    }

    private FixedNetwork product(Dataset rows) {
        int dim = data.dim();
        int[][] groups = Groups.ofNeighbours(dim, bytes);
        VectorCode code = code(groups, 1);
        List<Integer> inwards = columns(groups, dim);
        List<Integer> outwards = new ArrayList<>(Collections.nCopies(dim, 0));
        for (int at = 0; at < inwards.size(); at++) {
            if (inwards.get(at) < dim) {
                outwards.set(inwards.get(at), at);
            }
        }
        float[] latents = new float[rows.rows() * code.dims()];
        NormalRows.slices(rows, normalisation, (normal, from, count) -> {
            for (int row = 0; row < count; row++) {
                for (int i = 0; i < code.dims(); i++) {
                    int column = inwards.get(i);
                    latents[(from + row) * code.dims() + i] = column == dim ? 0 : normal[row * dim + column];
                }
            }
        });
        return FixedNetwork.sorting(
                normalisation,
                new Columns(dim, inwards),
                code,
                new Columns(code.dims(), outwards),
                books(latents, rows.rows(), code));
    }

    /** Books of groups of components, {@code stages} for each group. */
    private FixedNetwork rotated(Dataset rows, int stages) {
        int dim = data.dim();
        int count = bytes / stages;
        int most = Math.max(count, Components.most(dim, bytes));
        Eigen eigen = Components.of(data, normalisation, most);
        int[][] groups = Groups.ofVariances(eigen.values(), count);
        VectorCode code = code(groups, stages);
        List<Integer> columns = columns(groups, most);
        float[] vectors = eigen.vectors();
        float[] basis = new float[code.dims() * dim];
        for (int at = 0; at < columns.size(); at++) {
            if (columns.get(at) < most) {
                System.arraycopy(vectors, columns.get(at) * dim, basis, at * dim, dim);
            }
        }
        float[] latents = projected(rows, basis, code.dims());
        return FixedNetwork.projecting(normalisation, basis, dim, code, books(latents, rows.rows(), code));
    }

    private static VectorCode code(int[][] groups, int stages) {
        int width = IntStream.range(0, groups.length)
                .map(group -> groups[group].length)
                .max()
                .orElseThrow();
        return new VectorCode(groups.length * width, groups.length, stages);
    }

    /** The column of each value of a latent, in which all groups are as wide; {@code none} where it has none. */
    private static List<Integer> columns(int[][] groups, int none) {
        int width = code(groups, 1).dims() / groups.length;
        List<Integer> columns = new ArrayList<>();
        for (int[] group : groups) {
            for (int i = 0; i < width; i++) {
                columns.add(i < group.length ? group[i] : none);
            }
        }
        return columns;
    }

    private float[] projected(Dataset rows, float[] basis, int dims) {
        float[] latents = new float[rows.rows() * dims];
        NormalRows.slices(rows, normalisation, (normal, from, count) -> {
            float[] z = Product.transposed(normal, basis, count, rows.dim(), dims);
            System.arraycopy(z, 0, latents, from * dims, count * dims);
        });
        return latents;
    }

    /** Books for each group of values and stage [groups, 256, width], by the name of the stage. */
    private Map<String, float[]> books(float[] latents, int rows, VectorCode code) {
        int groups = code.groups();
        int width = code.dims() / groups;
        Map<String, float[]> books = new TreeMap<>();
        for (int stage = 0; stage < code.stages(); stage++) {
            books.put(VectorCode.name(stage), new float[groups * VectorCode.ENTRIES * width]);
        }
        for (int group = 0; group < groups; group++) {
            float[] left = new float[rows * width];
            for (int row = 0; row < rows; row++) {
                System.arraycopy(latents, row * code.dims() + group * width, left, row * width, width);
            }
            double enough = ENOUGH * squares(latents);
            for (int stage = 0; stage < code.stages(); stage++) {
                if (squares(left) <= enough) {
                    Arrays.fill(left, 0);
                }
                float[] book = book(left, rows, width, seed + (long) stage * groups + group);
                int[] nearest = KMeans.nearest(left, rows, width, book, VectorCode.ENTRIES);
                for (int i = 0; i < left.length; i++) {
                    left[i] -= book[nearest[i / width] * width + i % width];
                }
                float[] all = Objects.requireNonNull(books.get(VectorCode.name(stage)));
                System.arraycopy(book, 0, all, group * book.length, book.length);
            }
        }
        return books;
    }

    private static double squares(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += (double) value * value;
        }
        return sum;
    }

    /** Begun far apart where that does not take longer than all the rest. */
    private static float[] book(float[] points, int rows, int width, long seed) {
        float[] book = points.length <= ENOUGH_VALUES
                ? KMeans.spreadCentroids(points, rows, width, VectorCode.ENTRIES, ROUNDS, seed)
                : KMeans.centroids(points, rows, width, VectorCode.ENTRIES, ROUNDS, seed);
        Entries.separate(book, width);
        return book;
    }
}
