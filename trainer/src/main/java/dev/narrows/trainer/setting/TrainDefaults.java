package dev.narrows.trainer.setting;

import dev.narrows.trainer.dataset.split.SplitSettings;
import dev.narrows.trainer.fit.FitSettings;
import dev.narrows.trainer.fit.Loss;
import dev.narrows.trainer.network.Kind;
import dev.narrows.trainer.network.NetworkSettings;
import dev.narrows.trainer.network.scaling.Scaling;
import java.util.List;

/**
 * Settings where nothing is asked for, from the width and the number of rows alone:
 *
 * <pre>
 * hidden      first = the power of two from 2 dim on, 64 to 512; second = first / 2
 * code bytes  dim / 4, 1 to 32: a sixteenth of the float32 vector, or less
 * code        4 bits a value where dim is at least 4 times the code's bytes, else 8
 * loss        cross-entropy where values are scaled to 0 to 1 as a whole, as pixels are, else squared error
 * batch       64 rows; 128 from 20,000 rows on
 * epochs      as many as make 9,000 steps, 20 to 400; patience a tenth of them, at least 10
 * parts       a tenth of the rows each for validation and calibration, at most 2,000
 * </pre>
 */
public final class TrainDefaults {

    private static final int LEAST_HIDDEN = 64;
    private static final int MOST_HIDDEN = 512;
    private static final int MOST_CODE_BYTES = 32;
    private static final int MANY_ROWS = 20_000;
    private static final int STEPS = 9_000;
    private static final int LEAST_EPOCHS = 20;
    private static final int MOST_EPOCHS = 400;
    private static final int LEAST_PATIENCE = 10;
    private static final double MOST_PART_ROWS = 2_000;

    private TrainDefaults() {}

    /** All of them for {@code rows} vectors of {@code dim} values, as {@code train} without a flag takes them. */
    public static TrainSettings settings(String name, int dim, int rows) {
        return TrainSettings.defaults(name)
                .withNetwork(
                        network(dim, codeBytes(dim)).toBuilder().kind(Kind.AUTO).build())
                .withFit(fit(rows));
    }

    /** Bytes of a code for vectors of {@code dim} values. */
    public static int codeBytes(int dim) {
        return Math.max(1, Math.min(MOST_CODE_BYTES, dim / 4));
    }

    /** Hidden layers for vectors of {@code dim} values. */
    public static List<Integer> hidden(int dim) {
        int wanted = Integer.highestOneBit(Math.max(1, 2 * dim - 1)) * 2;
        int first = Math.max(LEAST_HIDDEN, Math.min(MOST_HIDDEN, wanted));
        return List.of(first, first / 2);
    }

    /** Bits of a latent value in a code of that many bytes for vectors of {@code dim} values. */
    public static int codeBits(int dim, int codeBytes) {
        return dim >= 4 * codeBytes ? 4 : 8;
    }

    /** A network for vectors of {@code dim} values and a code of that many bytes. */
    public static NetworkSettings network(int dim, int codeBytes) {
        int bits = codeBits(dim, codeBytes);
        return NetworkSettings.builder()
                .hidden(hidden(dim))
                .latent(codeBytes * Byte.SIZE / bits)
                .codeBits(bits)
                .build();
    }

    /** The loss for data that are scaled like that. */
    public static Loss loss(Scaling resolved) {
        return resolved == Scaling.RANGE ? Loss.BCE : Loss.MSE;
    }

    /** How to fit it to that many rows. */
    public static FitSettings fit(int rows) {
        int batch = rows < MANY_ROWS ? 64 : 128;
        long epochs = Math.round((double) STEPS * batch / rows);
        int bounded = (int) Math.max(LEAST_EPOCHS, Math.min(MOST_EPOCHS, epochs));
        return FitSettings.builder()
                .batchSize(batch)
                .epochs(bounded)
                .patience(Math.max(LEAST_PATIENCE, bounded / 10))
                .build();
    }

    /** Which rows are for what. */
    public static SplitSettings split(int rows, long seed) {
        double share = Math.min(SplitSettings.DEFAULT.validation(), MOST_PART_ROWS / rows);
        return SplitSettings.of(share, share, seed);
    }
}
