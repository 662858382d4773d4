package dev.narrows.trainer.codec.textbook;

import dev.narrows.trainer.codec.Codec;

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
        int[][] columns = Groups.ofNeighbours(dim, Math.min(codeBytes, dim));
        return new ProductQuantiser(dim, Books.fit(values, rows, dim, columns, seed));
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
