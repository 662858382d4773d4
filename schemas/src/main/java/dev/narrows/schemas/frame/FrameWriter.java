package dev.narrows.schemas.frame;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Takes a value apart: told where the numbers of its vector lie, it writes the value without them.
 *
 * <pre>
 * 0 | the value as it came
 * 1 | runs | each run: kind + flags, times, gap, stride, skip | what is left of the value
 * </pre>
 *
 * <p>A run is {@code times} numbers of one kind: {@code gap} bytes of what is left stand before its first one, {@code stride}
 * before each other, and the first is {@code skip} values of the vector behind the last of the run before. All are varints,
 * {@code skip} zigzag, and those that are usual (1, 0, 0, 0) are not written: a flag in the run's first byte says which are
 * there. What is not told stays in what is left, so blocks, unions, lengths and the order of fields come back as they were.
 *
 * <p>{@link #open} says whether the value is to come back byte for byte from the bits of its vector. A number that would not,
 * because float32 does not hold it, then stays where it is; of doubles the frame keeps what float32 lacks, in four bytes.
 *
 * <p>For one thread, which uses it again and again.
 */
public final class FrameWriter {

    static final int WHOLE = 0;
    static final int CUT = 1;
    static final int KIND = 7;
    static final int TIMES = 8;
    static final int GAP = 16;
    static final int STRIDE = 32;
    static final int SKIP = 64;

    private static final int USUAL_BYTES = 256;
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final FrameBytes runs = new FrameBytes(USUAL_BYTES);
    private final FrameBytes left = new FrameBytes(USUAL_BYTES);
    private byte[] value = {};
    private int from;
    private int to;
    private boolean exact;
    private boolean rests;
    private boolean lacks;
    private boolean lengthsKept;
    private NumberKind texts = NumberKind.TEXT;
    private int written;
    private int place;
    private int next;
    private int runCount;
    private NumberKind kind = NumberKind.FLOAT;
    private int times;
    private int gap;
    private int stride;
    private int skip;

    /** A writer that has no value yet. */
    public FrameWriter() {}

    /**
     * Opens a value.
     *
     * @param array holds it; not changed, and not to be changed until {@link #toBytes}
     * @param first index of its first byte
     * @param end index behind its last byte
     * @param byteForByte whether it is to come back byte for byte from the bits of its vector
     */
    public void open(byte[] array, int first, int end, boolean byteForByte) {
        value = array;
        from = first;
        to = end;
        exact = byteForByte;
        rests = false;
        begin();
    }

    /**
     * Whether there were doubles that float32 does not hold. Then the value must be told once more from its beginning, and what
     * each of its doubles lacks is kept: some with and some without would be a run each.
     */
    public boolean opensAgain() {
        if (!lacks || rests) {
            return false;
        }
        rests = true;
        begin();
        return true;
    }

    private void begin() {
        runs.clear();
        left.clear();
        lacks = false;
        lengthsKept = false;
        texts = NumberKind.TEXT;
        written = from;
        place = 0;
        next = 0;
        runCount = 0;
        times = 0;
    }

    /** Makes the next number that of a place of the vector. */
    public void moveTo(int value) {
        place = value;
    }

    /** Whether numbers from here on are in bytes whose length the value tells, so that another one may take no more and no fewer. */
    public void keepLengths(boolean told) {
        lengthsKept = told;
    }

    /** The next number of the vector stays in the value, or never was there. */
    public void keep() {
        place++;
    }

    /** The next {@code count} numbers lie behind one another as little-endian float32, from index {@code at} on. */
    public void floats(int at, int count) {
        if (count > 0) {
            cut(NumberKind.FLOAT, at, Float.BYTES, count);
        }
    }

    /** The next number is the double at index {@code at}, little-endian. */
    public void doubleAt(int at) {
        if (!exact) {
            cut(NumberKind.DOUBLE, at, Double.BYTES, 1);
            return;
        }
        long bits = (long) LONG.get(value, at);
        double number = Double.longBitsToDouble(bits);
        long rest = bits - Double.doubleToRawLongBits((float) number);
        if (Double.isNaN(number) || rest != (int) rest) {
            keep();
        } else if (rests) {
            cut(NumberKind.DOUBLE_AND_REST, at, Double.BYTES, 1);
            left.putLittleEndian(rest, Integer.BYTES);
        } else {
            lacks |= rest != 0;
            cut(NumberKind.DOUBLE, at, Double.BYTES, 1);
        }
    }

    /** The next number is this one, an int in the zigzag bytes from index {@code at} on. */
    public void intAt(int number, int at, int length) {
        whole(NumberKind.INT, number, NumberKind.nearestInt((float) number), at, length);
    }

    /** The next number is this one, a long in the zigzag bytes from index {@code at} on. */
    public void longAt(long number, int at, int length) {
        whole(NumberKind.LONG, number, NumberKind.nearestLong((float) number), at, length);
    }

    /** The next number is this one, which the bytes from index {@code at} on are the text of, as JSON has numbers. */
    public void textAt(float number, int at, int length) {
        texts = textKind(at, length);
        if (!Float.isFinite(number)
                || (exact && !NumberText.is(value, at, length, number, texts == NumberKind.TEXT_WITH_POINT))) {
            keep();
        } else {
            cut(texts, at, length, 1);
        }
    }

    /** Both kinds write a number with digits behind the point alike, so that one stays what the last one was. */
    private NumberKind textKind(int at, int length) {
        boolean pointed = length > 2 && value[at + length - 2] == '.' && value[at + length - 1] == '0';
        if (pointed) {
            return NumberKind.TEXT_WITH_POINT;
        }
        for (int i = at; i < at + length; i++) {
            if (value[i] == '.' || value[i] == 'e' || value[i] == 'E') {
                return texts;
            }
        }
        return NumberKind.TEXT;
    }

    private void whole(NumberKind as, long number, long back, int at, int length) {
        boolean stays = exact ? number != back || length != FrameBytes.zigzagBytes(number) : lengthsKept;
        if (stays) {
            keep();
        } else {
            cut(as, at, length, 1);
        }
    }

    private void cut(NumberKind as, int at, int length, int count) {
        int before = at - written;
        boolean continues = times > 0
                && kind == as
                && place == next
                && (count == 1 || before == 0)
                && (times == 1 || stride == before);
        if (continues) {
            stride = before;
            times += count;
        } else {
            endRun();
            kind = as;
            times = count;
            gap = before;
            stride = 0;
            skip = place - next;
        }
        left.put(value, written, before);
        written = at + length * count;
        place += count;
        next = place;
    }

    private void endRun() {
        if (times > 0) {
            int flags = (times == 1 ? 0 : TIMES)
                    | (gap == 0 ? 0 : GAP)
                    | (stride == 0 ? 0 : STRIDE)
                    | (skip == 0 ? 0 : SKIP);
            runs.put(kind.code() | flags);
            putUnusual(times, flags & TIMES);
            putUnusual(gap, flags & GAP);
            putUnusual(stride, flags & STRIDE);
            putUnusual(skip << 1 ^ skip >> (Integer.SIZE - 1), flags & SKIP);
            runCount++;
        }
    }

    private void putUnusual(int number, int flag) {
        if (flag != 0) {
            runs.putVarint(Integer.toUnsignedLong(number));
        }
    }

    /** The frame of the value that was told. Never longer than that and a byte. */
    public byte[] toBytes() {
        endRun();
        times = 0;
        left.put(value, written, to - written);
        FrameBytes frame = new FrameBytes(runs.length() + left.length() + 1 + Integer.BYTES);
        frame.put(CUT);
        frame.putVarint(runCount);
        frame.put(runs);
        frame.put(left);
        if (frame.length() > to - from) {
            frame.clear();
            frame.put(WHOLE);
            frame.put(value, from, to - from);
        }
        return frame.toArray();
    }
}
