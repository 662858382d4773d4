package dev.narrows.schemas.fidelity.entropy;

import java.util.Arrays;

/**
 * An arithmetic coder that writes whole bytes: each symbol narrows an interval by the share that its table gives it
 * (Martin 1979, with the carry of Schindler's range coder).
 *
 * <p>State is {@code low} and {@code range}, 32 bits each. A symbol of frequency {@code f} out of 2^15, with those before
 * it summing to {@code c}: {@code r = range >> 15; low += r * c; range = r * f}; while {@code range < 2^24} the top byte of
 * {@code low} goes out. At the end go as few bytes as name a number in the interval, where zeros follow for ever; zero
 * bytes at the end are left out. One thread.
 */
public final class RangeEncoder {

    static final int TOTAL_BITS = 15;
    static final int MAX_RAW_BITS = 16;

    private static final long MASK = 0xffffffffL;
    private static final long LEAST_RANGE = 1L << 24;

    private byte[] bytes = new byte[256];
    private int count;
    private long low;
    private long range = MASK;

    /** A coder that must be started. */
    public RangeEncoder() {}

    /** Begins a record. */
    public void start() {
        count = 0;
        low = 0;
        range = MASK;
    }

    /** A symbol of that frequency, 1 or more, the frequencies of those before it summing to {@code before}. */
    void encode(int before, int frequency) {
        long share = range >>> TOTAL_BITS;
        narrow(share * before, share * frequency);
    }

    /** The lowest {@code bits}, 1 to 16, of a number, each as likely as not. */
    void encodeRaw(int number, int bits) {
        long share = range >>> bits;
        narrow(share * (number & (1 << bits) - 1), share);
    }

    private void narrow(long add, long newRange) {
        low += add;
        if (low > MASK) {
            carry();
            low &= MASK;
        }
        range = newRange;
        while (range < LEAST_RANGE) {
            put((int) (low >>> 24));
            low = low << 8 & MASK;
            range <<= 8;
        }
    }

    private void carry() {
        int at = count - 1;
        while (++bytes[at] == 0) {
            at--;
        }
    }

    private void put(int next) {
        if (count == bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * count);
        }
        bytes[count++] = (byte) next;
    }

    /**
     * Ends the record.
     *
     * @return how many bytes it took, those of {@link #copyTo}
     */
    public int finish() {
        long end = low + range;
        for (int shift = 32; ; shift -= 8) {
            long unit = (1L << shift) - 1;
            long number = low + unit & ~unit;
            if (number < end) {
                if (number > MASK) {
                    carry();
                }
                for (int byteShift = 24; byteShift >= shift; byteShift -= 8) {
                    put((int) (number >>> byteShift));
                }
                break;
            }
        }
        while (count > 0 && bytes[count - 1] == 0) {
            count--;
        }
        return count;
    }

    /** Puts what was written into {@code target}. */
    public void copyTo(byte[] target, int at) {
        System.arraycopy(bytes, 0, target, at, count);
    }
}
