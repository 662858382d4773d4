package dev.narrows.trainer.codec.textbook;

import dev.narrows.trainer.codec.Codec;
import dev.narrows.trainer.codec.Pca;

/**
 * Optimised product quantisation, its parametric solution (Ge, He, Ke and Sun 2013): product quantisation of principal
 * components instead of raw values. For one thread; learning uses all cores.
 */
final class RotatedQuantiser implements Codec {

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
        int[][] groups = Groups.ofVariances(components.variances(), Math.min(codeBytes, pca.count()));
        return new RotatedQuantiser(pca, Books.fit(components.values(), components.rows(), pca.count(), groups, seed));
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
