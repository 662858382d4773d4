package dev.narrows.stream.quality;

import dev.narrows.schemas.CodeHistogram;
import dev.narrows.schemas.FeatureSums;
import dev.narrows.schemas.ModelManifest;
import dev.narrows.schemas.model.Baselines;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;

/**
 * Codes and features of one row in {@value #EVERY}, gathered until the window is over in which the first of them was
 * looked for. For one thread.
 */
final class RowSample {

    static final int EVERY = 32;

    private final int codeBytes;
    private final long[] codes;
    private final double[] sums;
    private final double[] squares;
    private int untilNext = EVERY;
    private long rows;
    private Instant window = Instant.MAX;

    RowSample(ModelManifest manifest) {
        codeBytes = manifest.getCodeBytes();
        codes = new long[codeBytes * Baselines.CODE_BINS];
        sums = new double[manifest.getInputDim()];
        squares = new double[manifest.getInputDim()];
    }

    boolean wantsRow() {
        untilNext--;
        if (untilNext > 0) {
            return false;
        }
        untilNext = EVERY;
        return true;
    }

    void add(ByteBuffer from, int at, float[] vector) {
        rows++;
        for (int i = 0; i < codeBytes; i++) {
            codes[i * Baselines.CODE_BINS + Baselines.codeBin(from.get(at + i))]++;
        }
        for (int j = 0; j < sums.length; j++) {
            sums[j] += vector[j];
            squares[j] += (double) vector[j] * vector[j];
        }
    }

    long rows() {
        return rows;
    }

    /** Whether there are rows and their window is over, now that one begins at {@code start}. */
    boolean isComplete(Instant start) {
        if (rows == 0) {
            return false;
        }
        if (window.equals(Instant.MAX)) {
            window = start;
        }
        return window.isBefore(start);
    }

    CodeHistogram codes() {
        return new CodeHistogram(
                rows, Baselines.CODE_BINS, Arrays.stream(codes).boxed().toList());
    }

    FeatureSums features() {
        return new FeatureSums(
                rows,
                Arrays.stream(sums).boxed().toList(),
                Arrays.stream(squares).boxed().toList());
    }

    void clear() {
        rows = 0;
        window = Instant.MAX;
        Arrays.fill(codes, 0);
        Arrays.fill(sums, 0);
        Arrays.fill(squares, 0);
    }
}
