package dev.narrows.schemas.vector;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Little-endian float32 in a row. */
final class RawValues implements ValueFormat {

    @Override
    public void read(byte[] value, FloatTarget target) throws UnreadableVectorException {
        if (value.length % Float.BYTES != 0) {
            throw UnreadableVectorException.unreadable(
                    "raw: " + value.length + " bytes (expected: a multiple of " + Float.BYTES + ")");
        }
        target.put(
                ByteBuffer.wrap(value).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer(), 0, value.length / Float.BYTES);
    }
}
