package dev.narrows.stream.compare;

/**
 * Which rows are compared: whole blocks of {@link #BLOCK} offsets, because a model runs over neighbours for little more
 * than over one. The same record is always in or always out, so what is read again after a crash is sampled as before.
 *
 * @param share of all rows, 0 to 1
 */
public record Sample(double share) {

    /** Offsets of a block; a power of two. */
    public static final int BLOCK = 32;

    private static final long PARTITIONS = 0x9E3779B97F4A7C15L;
    private static final double UNIT = 0x1.0p-53;

    /** Checks the range. */
    public Sample {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("share: " + share + " (expected: 0 to 1)");
        }
    }

    /** Whether the row of a record is compared. */
    public boolean takes(int partition, long offset) {
        return (mixed(offset / BLOCK + PARTITIONS * (partition + 1)) >>> 11) * UNIT < share;
    }

    /** The finaliser of MurmurHash3 (Appleby), which spreads neighbouring numbers over all 64 bits. */
    public static long mixed(long number) {
        long mixed = number;
        mixed = (mixed ^ (mixed >>> 33)) * 0xff51afd7ed558ccdL;
        mixed = (mixed ^ (mixed >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return mixed ^ (mixed >>> 33);
    }
}
