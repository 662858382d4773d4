package dev.narrows.schemas.frame;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Puts a value together again, of its frame and its vector; {@link FrameWriter} says what a frame is. A value that the frame
 * holds whole comes back as it came, whatever the vector is. Takes time and memory for the frame's bytes and the vector's
 * values and no more, whatever the frame says.
 *
 * <p>Stateless; any thread.
 */
public final class FrameReader {

    private static final int MAX_VARINT_BYTES = 5;
    private static final int MOST_NUMBER_BYTES = 10;

    private final ByteBuffer runs;
    private final ByteBuffer left;
    private final float[] vector;
    private final FrameBytes value;
    private long place;
    private int unused;

    private FrameReader(byte[] frame, float[] vector) {
        this.runs = ByteBuffer.wrap(frame, 1, frame.length - 1);
        this.left = ByteBuffer.wrap(frame).order(ByteOrder.LITTLE_ENDIAN);
        this.vector = vector;
        this.value = new FrameBytes(frame.length + Math.min(vector.length, 1 << 16) * MOST_NUMBER_BYTES);
        this.unused = vector.length;
    }

    /**
     * The value.
     *
     * @param frame as {@link FrameWriter#toBytes} has it
     * @param vector float32, as many values as the value has
     * @return the producer's value: from the bits that were in it byte for byte where that was asked for
     * @throws IllegalArgumentException when it is no frame, or not that of such a vector
     */
    public static byte[] value(byte[] frame, float[] vector) {
        if (frame.length > 0 && frame[0] == FrameWriter.WHOLE) {
            return Arrays.copyOfRange(frame, 1, frame.length);
        }
        if (frame.length == 0 || frame[0] != FrameWriter.CUT) {
            throw new IllegalArgumentException(
                    "frame: " + (frame.length == 0 ? "no bytes" : "format " + frame[0]) + " (expected: format 0 or 1)");
        }
        return new FrameReader(frame, vector).read();
    }

    private byte[] read() {
        int count = varint();
        if (count < 0 || count > runs.remaining()) {
            throw new IllegalArgumentException("frame: " + count + " runs (expected: as many as there are bytes for)");
        }
        int first = runs.position();
        for (int i = 0; i < count; i++) {
            int flags = flags();
            for (int unusual = Integer.bitCount(flags & ~FrameWriter.KIND); unusual > 0; unusual--) {
                varint();
            }
        }
        left.position(runs.position());
        runs.position(first);
        for (int i = 0; i < count; i++) {
            run();
        }
        copy(left.remaining());
        return value.toArray();
    }

    private void run() {
        int flags = flags();
        NumberKind kind = NumberKind.of(flags & FrameWriter.KIND);
        int times = (flags & FrameWriter.TIMES) == 0 ? 1 : varint();
        int gap = (flags & FrameWriter.GAP) == 0 ? 0 : varint();
        int stride = (flags & FrameWriter.STRIDE) == 0 ? 0 : varint();
        int skip = (flags & FrameWriter.SKIP) == 0 ? 0 : varint();
        place += skip >>> 1 ^ -(skip & 1);
        if (times < 1 || times > unused || place < 0 || place > vector.length - times) {
            throw new IllegalArgumentException("frame: " + times + " numbers from " + place + " on (expected: each of "
                    + vector.length + " at most once)");
        }
        unused -= times;
        copy(gap);
        put(kind, vector[(int) place++]);
        for (int i = 1; i < times; i++) {
            copy(stride);
            put(kind, vector[(int) place++]);
        }
    }

    private void put(NumberKind kind, float number) {
        switch (kind) {
            case FLOAT -> value.putLittleEndian(Float.floatToRawIntBits(number), Float.BYTES);
            case DOUBLE -> value.putLittleEndian(Double.doubleToRawLongBits(number), Double.BYTES);
            case DOUBLE_AND_REST -> {
                require(Integer.BYTES);
                value.putLittleEndian(Double.doubleToRawLongBits(number) + left.getInt(), Double.BYTES);
            }
            case INT -> value.putZigzag(NumberKind.nearestInt(number));
            case LONG -> value.putZigzag(NumberKind.nearestLong(number));
            case TEXT -> text(NumberText.of(number, false));
            case TEXT_WITH_POINT -> text(NumberText.of(number, true));
        }
    }

    private void text(String text) {
        value.put(text.getBytes(StandardCharsets.ISO_8859_1), 0, text.length());
    }

    private void copy(int count) {
        require(count);
        value.put(left.array(), left.position(), count);
        left.position(left.position() + count);
    }

    private void require(int count) {
        if (count < 0 || count > left.remaining()) {
            throw new IllegalArgumentException(
                    "frame: " + count + " bytes of " + left.remaining() + " that are left (expected: within them)");
        }
    }

    private int flags() {
        byte flags = runs.hasRemaining() ? runs.get() : -1;
        if (flags < 0) {
            throw new IllegalArgumentException("frame: a run that begins with " + flags + " (expected: 0 to 127)");
        }
        return flags;
    }

    private int varint() {
        int number = 0;
        for (int shift = 0; shift < 7 * MAX_VARINT_BYTES && runs.hasRemaining(); shift += 7) {
            byte next = runs.get();
            number |= (next & 0x7f) << shift;
            if (next >= 0) {
                return number;
            }
        }
        throw new IllegalArgumentException("frame: a number that does not end (expected: a varint)");
    }
}
