package dev.narrows.trainer.codec.textbook;

import dev.narrows.trainer.codec.Codec;
import java.util.stream.IntStream;

/**
 * Product quantisation (Jegou, Douze and Schmid 2011): a row is cut into as many pieces as the code has bytes, and each
 * byte names the nearest of 256 centroids of its piece, found by k-means. The strong rival at equal bytes, because it
 * follows the shape of the data within each piece. For one thread; learning uses all cores.
 */
final class ProductQuantiser implements Codec {

    private final int dim;
    private final Books books;

    private ProductQuantiser(int dim, Books books) {
        this.dim = dim;
        this.books = books;
    }

    /**
     * Learns.
     *
     * @param values [rows, dim] in raw units
     * @param codeBytes bytes of a code, 1 or more; never more are used than values a row
     */
    static ProductQuantiser fit(float[] values, int rows, int dim, int codeBytes, long seed) {
        int pieces = Math.min(codeBytes, dim);
        int[][] columns = IntStream.range(0, pieces)
                .mapToObj(piece -> IntStream.range(from(dim, pieces, piece), from(dim, pieces, piece + 1))
                        .toArray())
                .toArray(int[][]::new);
        return new ProductQuantiser(dim, Books.fit(values, rows, dim, columns, seed));
    }

    /** Where a piece begins; the first pieces are one value wider where widths do not come out even. */
    private static int from(int dim, int pieces, int piece) {
        return dim / pieces * piece + Math.min(piece, dim % pieces);
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
        return books.count();
    }

    @Override
    public void encode(float[] rows, int count, byte[] codes) {
        books.encode(rows, count, codes);
    }

    @Override
    public void decode(byte[] codes, int count, float[] reconstructions) {
        books.decode(codes, count, reconstructions);
    }
}
