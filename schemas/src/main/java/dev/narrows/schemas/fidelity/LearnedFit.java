package dev.narrows.schemas.fidelity;

import dev.narrows.schemas.fidelity.entropy.Residual;
import dev.narrows.schemas.fidelity.number.Scale;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.zip.DeflaterOutputStream;

/**
 * Learns a {@link Learned} from rows: predictors by greedy least squares, cells by counting, tables by bringing cells
 * together that are alike. Rows are predicted, or each value is taken by itself with its neighbours as context, whatever
 * takes fewer bits. The result goes into a manifest. Pure functions.
 */
public final class LearnedFit {

    /** Features above which nothing is learned: the tables would outgrow what they save. */
    public static final int MOST_FEATURES = 1_024;

    private static final int MOST_BYTES = 1 << 20;
    private static final double MOST_PRODUCTS = 4e9;

    private LearnedFit() {}

    /**
     * How many rows are enough: more take long and tell little.
     *
     * @param dim values a row
     */
    public static int enough(int dim) {
        return (int) Math.max(2_000, Math.min(30_000, Math.min(MOST_PRODUCTS / dim / dim, 1e7 / dim)));
    }

    /**
     * Learns from rows.
     *
     * @param fidelity BOUNDED or LOSSLESS
     * @param training ranges of the features
     * @param rows float32 [count, dim], all finite
     * @return what a manifest keeps among its correctors; empty where there are too many features
     */
    public static Optional<byte[]> fit(Fidelity fidelity, Training training, float[] rows, int count, int dim) {
        if (dim > MOST_FEATURES || count < 1) {
            return Optional.empty();
        }
        BlockFit blocks = new BlockFit(dim);
        Grid grid = ScalesFit.of(fidelity, training, rows, count, dim);
        int[] means = new int[dim];
        int[] numbers = new int[count * dim];
        for (int at = 0; at < numbers.length; at++) {
            numbers[at] = grid.number(rows[at], at % dim);
        }
        for (int feature = 0; feature < dim; feature++) {
            means[feature] = blocks.median(numbers, count, feature);
            for (int at = feature; at < numbers.length; at += dim) {
                numbers[at] = numbers[at] == Scale.NOT_HELD ? means[feature] : numbers[at];
            }
        }
        FittedPredictors fitted = FittedPredictors.of(numbers, means, count);
        Cells alone = Cells.of(numbers, count, fitted.contextsOnly());
        Cells predicted = Cells.of(numbers, count, fitted.predictors());
        Cells better = predicted.bits() < alone.bits() ? predicted : alone;
        Learned learned = new Learned(grid, better.predictors(), better.tables(), better.numbers());
        return Optional.of(packed(learned, dim));
    }

    private static byte[] packed(Learned learned, int dim) {
        ByteBuffer bytes = ByteBuffer.allocate(MOST_BYTES + dim * (Learned.CELLS + 64) + 256 * 3 * Residual.SYMBOLS)
                .order(ByteOrder.LITTLE_ENDIAN);
        learned.writeTo(bytes);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(out)) {
            deflater.write(bytes.array(), 0, bytes.position());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
