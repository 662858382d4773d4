package dev.narrows.schemas.vector;

import dev.narrows.schemas.frame.FrameWriter;
import dev.narrows.schemas.vector.value.FloatTarget;
import dev.narrows.schemas.vector.value.UnreadableVectorException;
import dev.narrows.schemas.vector.value.ValueFormat;

/** Little-endian float32 in a row. */
final class RawValues implements ValueFormat {

    @Override
    public void read(byte[] array, int from, int to, FloatTarget target) throws UnreadableVectorException {
        int bytes = to - from;
        if (bytes % Float.BYTES != 0) {
            throw UnreadableVectorException.unreadable(
                    "raw: " + bytes + " bytes (expected: a multiple of " + Float.BYTES + ")");
        }
        target.put(array, from, bytes / Float.BYTES);
    }

    @Override
    public void cut(byte[] array, int from, int to, FrameWriter frame, FloatTarget nowhere) {
        frame.floats(from, (to - from) / Float.BYTES);
    }
}
