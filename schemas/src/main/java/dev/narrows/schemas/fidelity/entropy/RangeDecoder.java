package dev.narrows.schemas.fidelity.entropy;

/** Reads what {@link RangeEncoder} wrote, with the same tables in the same order. Whatever the bytes are, it ends. One thread. */
public final class RangeDecoder {

    private static final long LEAST_RANGE = 1L << 24;

    private byte[] bytes = {};
    private int next;
    private int end;
    private long code;
    private long range;

    /** A coder that must be started. */
    public RangeDecoder() {}

    /** Reads from {@code bytes[from]} on; behind {@code to} come zeros. */
    public void start(byte[] source, int from, int to) {
        bytes = source;
        next = from;
        end = to;
        code = 0;
        range = 0xffffffffL;
        for (int i = 0; i < Integer.BYTES; i++) {
            code = code << 8 | nextByte();
        }
    }

    /** The next symbol of a table. */
    public int decode(Table table) {
        long share = range >>> RangeEncoder.TOTAL_BITS;
        int symbol = table.symbolAt((int) Math.min(code / share, Table.TOTAL - 1));
        advance(share * table.before(symbol), share * table.frequency(symbol));
        return symbol;
    }

    /** The next {@code bits}, 1 to 16, that were written raw. */
    int decodeRaw(int bits) {
        long share = range >>> bits;
        long number = Math.min(code / share, (1L << bits) - 1);
        advance(share * number, share);
        return (int) number;
    }

    private void advance(long subtract, long newRange) {
        code -= subtract;
        range = newRange;
        while (range < LEAST_RANGE) {
            code = (code << 8 | nextByte()) & 0xffffffffL;
            range <<= 8;
        }
    }

    private int nextByte() {
        return next < end ? bytes[next++] & 0xff : 0;
    }
}
