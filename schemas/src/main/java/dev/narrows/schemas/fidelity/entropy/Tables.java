package dev.narrows.schemas.fidelity.entropy;

import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The 256 tables that every writer and reader knows: numbers that get half as likely with each half-life, to both sides
 * alike, zero more likely than that.
 *
 * <p>Table {@code id}: half-life {@code h = 2^((id mod 64 - 8) / 2)}, zero {@code 5^(id / 64)} times as likely as the curve
 * says. Weights in 64-bit integers, divisions rounded down, no number negative:
 *
 * <pre>
 * h16     = (id mod 2 = 0 ? 65536 : 92682) * 2^floor((id mod 64) / 2) / 16      (h in units of 2^-16)
 * x       = m * 2^32 / h16                                                      (half-lives in units of 2^-16)
 * curve   = x >= 2^21 ? 0 : (2^31 - (x mod 65536) * 2^14) / 2^floor(x / 65536)
 * weight  = width * curve / scale, where m = (least + width / 2) / 2 rounded up for a symbol's zigzag numbers
 * scale   = 2^max(0, floor((id mod 64) / 2) - 4)
 * </pre>
 *
 * <p>{@link Residual#RAW} has weight 0. Made when first used. Any thread.
 */
public final class Tables {

    static final int COUNT = 256;

    private static final int LIVES = 64;
    private static final int ZERO_CLASSES = COUNT / LIVES;
    private static final int FIRST_LIFE = -8;
    private static final int ZERO_FACTOR = 5;
    private static final int ROOT_2 = 92_682;
    private static final AtomicReferenceArray<Table> MADE = new AtomicReferenceArray<>(COUNT);

    private Tables() {}

    /** The table of that id, 0 to 255. */
    public static Table get(int id) {
        Table table = MADE.get(id);
        if (table == null) {
            table = make(id);
            MADE.set(id, table);
        }
        return table;
    }

    /** Whether two tables differ by half an octave of half-life, or by one class of zeros, at most. */
    public static boolean near(int one, int other) {
        return Math.abs(one % LIVES - other % LIVES) + Math.abs(one / LIVES - other / LIVES) <= 1;
    }

    private static Table make(int id) {
        int octave = id % LIVES / 2;
        long life = (id % 2 == 0 ? 1L << 16 : ROOT_2) << octave >> 4;
        int scale = Math.max(0, octave - 4);
        long[] weights = new long[Residual.SYMBOLS];
        for (int symbol = 0; symbol < Residual.RAW; symbol++) {
            long magnitude = (Residual.least(symbol) + Residual.width(symbol) / 2 + 1) / 2;
            weights[symbol] = (Residual.width(symbol) * curve(magnitude, life)) >> scale;
        }
        for (int times = id / LIVES; times > 0; times--) {
            weights[0] *= ZERO_FACTOR;
        }
        return Table.of(weights);
    }

    private static long curve(long magnitude, long life) {
        long lives = (magnitude << 32) / life;
        return lives >= (1L << 21) ? 0 : ((1L << 31) - ((lives & 0xffff) << 14)) >> (lives >> 16);
    }

    /**
     * The table for numbers of which {@code zeros} are 0 and {@code others} are not, these adding up to {@code magnitudes}
     * without their signs.
     */
    public static int choose(int zeros, int others, double magnitudes) {
        if (others == 0) {
            return (ZERO_CLASSES - 1) * LIVES;
        }
        double mean = Math.max(1.02, magnitudes / others);
        double ratio = 1 - 1 / mean;
        double life = -Math.log(2) / Math.log(ratio);
        int step = (int) Math.rint(2 * Math.log(life) / Math.log(2)) - FIRST_LIFE;
        int index = Math.max(0, Math.min(LIVES - 1, step));
        double held = Math.exp(-Math.log(2) / Math.pow(2, (index + FIRST_LIFE) / 2.0));
        double factor = Math.max(zeros, 0.5) / others * 2 * held / (1 - held);
        int classes = (int) Math.rint(Math.log(Math.max(factor, 1)) / Math.log(ZERO_FACTOR));
        return Math.min(ZERO_CLASSES - 1, classes) * LIVES + index;
    }
}
