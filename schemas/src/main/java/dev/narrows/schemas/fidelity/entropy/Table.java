package dev.narrows.schemas.fidelity.entropy;

/** How frequent each symbol of {@link Residual} is, out of {@link #TOTAL}; none is 0. Immutable; any thread. */
public final class Table {

    /** What frequencies sum to. */
    public static final int TOTAL = 1 << RangeEncoder.TOTAL_BITS;

    private static final int FINDER_SHIFT = 7;

    private final char[] before = new char[Residual.SYMBOLS + 1];
    private final byte[] finder = new byte[(TOTAL >> FINDER_SHIFT) + 1];

    private Table(int[] frequencies) {
        int sum = 0;
        for (int symbol = 0; symbol < Residual.SYMBOLS; symbol++) {
            before[symbol] = (char) sum;
            sum += frequencies[symbol];
        }
        before[Residual.SYMBOLS] = (char) sum;
        int symbol = 0;
        for (int i = 0; i < finder.length - 1; i++) {
            while (before[symbol + 1] <= i << FINDER_SHIFT) {
                symbol++;
            }
            finder[i] = (byte) symbol;
        }
    }

    /**
     * The table of given frequencies.
     *
     * @throws IllegalArgumentException when one is below 1, or they do not sum to {@link #TOTAL}
     */
    public static Table ofFrequencies(int[] frequencies) {
        long sum = 0;
        for (int frequency : frequencies) {
            if (frequency < 1) {
                throw new IllegalArgumentException("frequency: " + frequency + " (expected: >= 1)");
            }
            sum += frequency;
        }
        if (frequencies.length != Residual.SYMBOLS || sum != TOTAL) {
            throw new IllegalArgumentException("frequencies: " + frequencies.length + " that sum to " + sum
                    + " (expected: " + Residual.SYMBOLS + ", " + TOTAL + ")");
        }
        return new Table(frequencies);
    }

    /**
     * The table nearest to weights: {@code frequency = 1 + weight * (TOTAL - SYMBOLS) / sum}, rounded down, and what is
     * missing to {@link #TOTAL} goes to the heaviest symbol, the first of several.
     *
     * @param weights one a symbol, 0 or more, summing to 1 at least and 2^47 at most
     */
    public static Table of(long[] weights) {
        long sum = 0;
        int heaviest = 0;
        for (int symbol = 0; symbol < Residual.SYMBOLS; symbol++) {
            sum += weights[symbol];
            if (weights[symbol] > weights[heaviest]) {
                heaviest = symbol;
            }
        }
        int[] frequencies = new int[Residual.SYMBOLS];
        int left = TOTAL;
        for (int symbol = 0; symbol < Residual.SYMBOLS; symbol++) {
            frequencies[symbol] = 1 + (int) (weights[symbol] * (TOTAL - Residual.SYMBOLS) / sum);
            left -= frequencies[symbol];
        }
        frequencies[heaviest] += left;
        return new Table(frequencies);
    }

    /** What the frequencies of the symbols before it sum to. */
    public int before(int symbol) {
        return before[symbol];
    }

    /** 1 to {@link #TOTAL}. */
    public int frequency(int symbol) {
        return before[symbol + 1] - before[symbol];
    }

    /** The symbol whose share holds a point, 0 to {@link #TOTAL} - 1. */
    int symbolAt(int point) {
        int symbol = finder[point >> FINDER_SHIFT] & 0xff;
        while (before[symbol + 1] <= point) {
            symbol++;
        }
        return symbol;
    }
}
