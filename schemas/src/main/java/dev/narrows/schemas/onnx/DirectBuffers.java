package dev.narrows.schemas.onnx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/** Direct buffers in native byte order, as ONNX Runtime reads and writes them in place. */
final class DirectBuffers {

    // ONNX Runtime's Java tensors take buffers of up to a quarter of the largest array.
    private static final long MAX_BYTES = Integer.MAX_VALUE / 4 - 1024;

    private DirectBuffers() {}

    /** @throws IllegalArgumentException when it would be larger than ONNX Runtime takes */
    static ByteBuffer bytes(int rows, int width) {
        return allocate(rows, width, 1);
    }

    /** @throws IllegalArgumentException when it would be larger than ONNX Runtime takes */
    static FloatBuffer floats(int rows, int width) {
        return floatBytes(rows, width).asFloatBuffer();
    }

    /**
     * Four bytes a value.
     *
     * @throws IllegalArgumentException when it would be larger than ONNX Runtime takes
     */
    static ByteBuffer floatBytes(int rows, int width) {
        return allocate(rows, width, Float.BYTES);
    }

    private static ByteBuffer allocate(int rows, int width, int size) {
        if (rows < 1 || (long) rows * width * size > MAX_BYTES) {
            throw new IllegalArgumentException("maxBatch: " + rows + " (expected: 1 to "
                    + MAX_BYTES / ((long) width * size) + " for " + width + " values a row)");
        }
        return ByteBuffer.allocateDirect(rows * width * size).order(ByteOrder.nativeOrder());
    }
}
