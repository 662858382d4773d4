package dev.narrows.schemas.onnx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * Direct buffers in native byte order, as ONNX Runtime reads and writes them in place. Those given back go to the next who
 * asks for as many bytes, with what they held. Left to the collector they would stay until it next looks at what is old,
 * which in a process that makes little garbage is hours: each version would add some megabytes to the process. Of what
 * nobody asks for again the oldest goes once {@link #MOST_IDLE} bytes lie there. Any thread.
 */
final class DirectBuffers {

    static final long MOST_IDLE = 64L << 20;

    // ONNX Runtime's Java tensors take buffers of up to a quarter of the largest array.
    private static final long MAX_BYTES = Integer.MAX_VALUE / 4 - 1024;

    private static final Deque<ByteBuffer> IDLE = new ArrayDeque<>();
    private static long idleBytes;

    private DirectBuffers() {}

    /**
     * One byte a value.
     *
     * @throws IllegalArgumentException when it would be larger than ONNX Runtime takes
     */
    static ByteBuffer bytes(int rows, int width) {
        return take(rows, width, 1);
    }

    /**
     * Four bytes a value.
     *
     * @throws IllegalArgumentException when it would be larger than ONNX Runtime takes
     */
    static ByteBuffer floatBytes(int rows, int width) {
        return take(rows, width, Float.BYTES);
    }

    /** Nobody may use them after this; they are what was given out, not views of it. */
    static synchronized void giveBack(ByteBuffer... buffers) {
        for (ByteBuffer buffer : buffers) {
            IDLE.addLast(buffer);
            idleBytes += buffer.capacity();
        }
        while (idleBytes > MOST_IDLE) {
            idleBytes -= IDLE.removeFirst().capacity();
        }
    }

    private static ByteBuffer take(int rows, int width, int size) {
        if (rows < 1 || (long) rows * width * size > MAX_BYTES) {
            throw new IllegalArgumentException("maxBatch: " + rows + " (expected: 1 to "
                    + MAX_BYTES / ((long) width * size) + " for " + width + " values a row)");
        }
        int bytes = rows * width * size;
        ByteBuffer idle = idle(bytes);
        return idle == null ? ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder()) : idle;
    }

    private static synchronized @Nullable ByteBuffer idle(int bytes) {
        for (Iterator<ByteBuffer> latestFirst = IDLE.descendingIterator(); latestFirst.hasNext(); ) {
            ByteBuffer buffer = latestFirst.next();
            if (buffer.capacity() == bytes) {
                latestFirst.remove();
                idleBytes -= bytes;
                return buffer.clear();
            }
        }
        return null;
    }
}
