package dev.narrows.schemas.fidelity.entropy;

/**
 * How a whole number is written: a symbol that a table knows, and for a large one its lower bits besides, raw.
 *
 * <p>With {@code z = (e << 1) ^ (e >> 31)}, unsigned: below 128 the symbol is {@code z}. From there on four symbols an
 * octave: {@code 128 + 4 (k - 7) + b}, where {@code k} is the position of the highest bit of {@code z} and {@code b} the two
 * bits below it; the {@code k - 2} lowest bits follow, at most 16 at once, higher ones first. {@link #RAW} announces the 32
 * bits of a float in place of a number.
 */
public final class Residual {

    /** Numbers that have a symbol of their own. */
    static final int DIRECT = 128;

    /** The symbol of a value that is not held as a number. */
    public static final int RAW = DIRECT + 4 * 25;

    /** How many symbols there are. */
    public static final int SYMBOLS = RAW + 1;

    private static final int FIRST_OCTAVE = 7;

    private Residual() {}

    /** Writes a number. */
    public static void write(RangeEncoder coder, Table table, int residual) {
        int symbol = symbol(residual);
        coder.encode(table.before(symbol), table.frequency(symbol));
        if (symbol >= DIRECT) {
            writeBits(coder, residual << 1 ^ residual >> 31, rawBits(symbol));
        }
    }

    /** The symbol of a number. */
    public static int symbol(int residual) {
        int zigzag = residual << 1 ^ residual >> 31;
        if ((zigzag & -DIRECT) == 0) {
            return zigzag;
        }
        int octave = 31 - Integer.numberOfLeadingZeros(zigzag);
        return DIRECT + 4 * (octave - FIRST_OCTAVE) + ((zigzag >>> (octave - 2)) & 3);
    }

    /** How many bits follow a symbol other than {@link #RAW}. */
    public static int rawBits(int symbol) {
        return symbol < DIRECT ? 0 : FIRST_OCTAVE - 2 + ((symbol - DIRECT) >> 2);
    }

    /** Writes a float in place of a number. */
    public static void writeRaw(RangeEncoder coder, Table table, float value) {
        coder.encode(table.before(RAW), table.frequency(RAW));
        writeBits(coder, Float.floatToRawIntBits(value), Integer.SIZE);
    }

    /** Writes the lowest {@code bits}, 1 to 32, of a number, each as likely as not. */
    public static void writeBits(RangeEncoder coder, int number, int bits) {
        int low = Math.min(bits, RangeEncoder.MAX_RAW_BITS);
        if (bits > low) {
            coder.encodeRaw(number >>> low, bits - low);
        }
        coder.encodeRaw(number, low);
    }

    /** The number whose symbol, not {@link #RAW}, was just read. */
    public static int read(RangeDecoder coder, int symbol) {
        int zigzag = symbol;
        if (symbol >= DIRECT) {
            int octave = FIRST_OCTAVE + ((symbol - DIRECT) >> 2);
            zigzag = ((4 | (symbol & 3)) << (octave - 2)) | readBits(coder, octave - 2);
        }
        return zigzag >>> 1 ^ -(zigzag & 1);
    }

    /** The float that follows {@link #RAW}. */
    public static float readRaw(RangeDecoder coder) {
        return Float.intBitsToFloat(readBits(coder, Integer.SIZE));
    }

    /** Reads what {@link #writeBits} wrote. */
    public static int readBits(RangeDecoder coder, int bits) {
        int low = Math.min(bits, RangeEncoder.MAX_RAW_BITS);
        int high = bits > low ? coder.decodeRaw(bits - low) : 0;
        return high << low | coder.decodeRaw(low);
    }

    /** Smallest zigzag number of a symbol other than {@link #RAW}. */
    static long least(int symbol) {
        return symbol < DIRECT ? symbol : (4L | (symbol & 3)) << (FIRST_OCTAVE - 2 + ((symbol - DIRECT) >> 2));
    }

    /** How many numbers share a symbol other than {@link #RAW}. */
    static long width(int symbol) {
        return symbol < DIRECT ? 1 : 1L << (FIRST_OCTAVE - 2 + ((symbol - DIRECT) >> 2));
    }
}
