package dev.narrows.trainer.codec.textbook;

import dev.narrows.trainer.codec.Codec;
import dev.narrows.trainer.codec.Pca;
import dev.narrows.trainer.codec.PcaCodec;
import dev.narrows.trainer.codec.Sample;
import dev.narrows.trainer.dataset.ArrayDataset;
import dev.narrows.trainer.dataset.Dataset;
import org.jspecify.annotations.Nullable;

/**
 * All rivals of one data set, at any size up to a largest. What several of them need is learned once: the components from
 * all rows; books and levels from at most {@value #MOST_ROWS} rows at even distances, 80 an entry of a book. Residual
 * quantisation is bounded further (see {@link ResidualQuantiser}). One thread; learning uses all cores.
 */
public final class Textbook {

    /** That books and levels are learned from. */
    public static final int MOST_ROWS = 80 * Books.ENTRIES;

    private final Dataset train;
    private final int mostBytes;
    private final long seed;
    private final Pca pca;
    private final float[] sample;
    private final int rows;
    private final Components components;
    private @Nullable ResidualQuantiser residual;

    private Textbook(Dataset train, int mostBytes, long seed) {
        this.train = train;
        this.mostBytes = Math.min(mostBytes, train.dim());
        this.seed = seed;
        this.pca = Pca.fit(train, train.dim());
        ArrayDataset some = Sample.of(train, MOST_ROWS);
        this.rows = some.rows();
        this.sample = new float[Math.multiplyExact(rows, train.dim())];
        some.read(0, rows, sample);
        this.components = new Components(pca, sample, rows);
    }

    /**
     * Learns what all need; the rest is learned when it is asked for.
     *
     * @param train what they learn from
     * @param mostBytes largest code that will be asked for, 1 or more; values a row where it is more than those
     */
    public static Textbook of(Dataset train, int mostBytes, long seed) {
        if (mostBytes < 1) {
            throw new IllegalArgumentException("mostBytes: " + mostBytes + " (expected: >= 1)");
        }
        return new Textbook(train, mostBytes, seed);
    }

    /** Components of all training rows, the same that the rivals have. */
    public Pca pca() {
        return pca;
    }

    /**
     * A rival with codes of that size, or of fewer bytes where it has no use for as many, as with fewer components.
     *
     * @param codeBytes 1 to the largest that was said; values a row where it is more than those
     */
    public Codec codec(Rival rival, int codeBytes) {
        int bytes = Math.min(codeBytes, train.dim());
        if (bytes < 1 || bytes > mostBytes) {
            throw new IllegalArgumentException("codeBytes: " + codeBytes + " (expected: 1 to " + mostBytes + ")");
        }
        return switch (rival) {
            case PCA -> PcaCodec.int8(pca.first(bytes), train);
            case KLT -> TransformCodec.fit(components, bytes);
            case PQ -> ProductQuantiser.fit(sample, rows, train.dim(), bytes, seed);
            case OPQ -> RotatedQuantiser.fit(components, bytes, seed);
            case RVQ -> residual().first(bytes);
        };
    }

    private ResidualQuantiser residual() {
        if (residual == null) {
            residual = ResidualQuantiser.fit(sample.clone(), rows, train.dim(), mostBytes, seed);
        }
        return residual;
    }
}
