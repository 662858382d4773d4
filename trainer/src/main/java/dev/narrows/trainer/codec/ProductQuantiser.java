package dev.narrows.trainer.codec;

import dev.narrows.trainer.dataset.ArrayDataset;
import dev.narrows.trainer.dataset.Dataset;
import dev.narrows.trainer.matrix.KMeans;
import java.util.stream.IntStream;

/**
 * Product quantisation (Jegou, Douze and Schmid 2011): a row is cut into as many pieces as the code has bytes, and each
 * byte names the nearest of 256 centroids of its piece, found by k-means. The strong rival at equal bytes, because it
 * follows the shape of the data within each piece.
 *
 * <p>Learned from {@value #MOST_ROWS} rows at most, 80 a centroid. For one thread; learning uses all cores.
 */
public final class ProductQuantiser implements Codec {

    private static final int CENTROIDS = 256;
    private static final int MOST_ROWS = 80 * CENTROIDS;
    private static final int ROUNDS = 15;

    private final int dim;
    private final float[][] centroids;

    private ProductQuantiser(int dim, float[][] centroids) {
        this.dim = dim;
        this.centroids = centroids;
    }

    /**
     * Learns from {@code data}.
     *
     * @param codeBytes bytes of a code, 1 or more; never more are used than values a row
     */
    public static ProductQuantiser fit(Dataset data, int codeBytes, long seed) {
        if (codeBytes < 1) {
            throw new IllegalArgumentException("codeBytes: " + codeBytes + " (expected: >= 1)");
        }
        ArrayDataset sample = Sample.of(data, MOST_ROWS);
        float[] values = new float[sample.rows() * sample.dim()];
        sample.read(0, sample.rows(), values);
        int pieces = Math.min(codeBytes, data.dim());
        float[][] centroids = IntStream.range(0, pieces)
                .parallel()
                .mapToObj(piece -> KMeans.centroids(
                        piece(values, sample.rows(), data.dim(), pieces, piece),
                        sample.rows(),
                        width(data.dim(), pieces, piece),
                        CENTROIDS,
                        ROUNDS,
                        seed + piece))
                .toArray(float[][]::new);
        return new ProductQuantiser(data.dim(), centroids);
    }

    @Override
    public String name() {
        return "product quantisation, " + codeBytes() + " bytes";
    }

    @Override
    public int dim() {
        return dim;
    }

    @Override
    public int codeBytes() {
        return centroids.length;
    }

    @Override
    public void encode(float[] rows, int count, byte[] codes) {
        int pieces = centroids.length;
        for (int piece = 0; piece < pieces; piece++) {
            float[] values = piece(rows, count, dim, pieces, piece);
            int[] nearest = KMeans.nearest(values, count, width(dim, pieces, piece), centroids[piece], CENTROIDS);
            for (int row = 0; row < count; row++) {
                codes[row * pieces + piece] = (byte) nearest[row];
            }
        }
    }

    @Override
    public void decode(byte[] codes, int count, float[] reconstructions) {
        int pieces = centroids.length;
        for (int piece = 0; piece < pieces; piece++) {
            int from = from(dim, pieces, piece);
            int width = width(dim, pieces, piece);
            for (int row = 0; row < count; row++) {
                int code = codes[row * pieces + piece] & 0xff;
                System.arraycopy(centroids[piece], code * width, reconstructions, row * dim + from, width);
            }
        }
    }

    private static float[] piece(float[] rows, int count, int dim, int pieces, int piece) {
        int from = from(dim, pieces, piece);
        int width = width(dim, pieces, piece);
        float[] values = new float[count * width];
        for (int row = 0; row < count; row++) {
            System.arraycopy(rows, row * dim + from, values, row * width, width);
        }
        return values;
    }

    private static int from(int dim, int pieces, int piece) {
        return (int) ((long) dim * piece / pieces);
    }

    private static int width(int dim, int pieces, int piece) {
        return from(dim, pieces, piece + 1) - from(dim, pieces, piece);
    }
}
