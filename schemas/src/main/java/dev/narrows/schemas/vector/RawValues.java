package dev.narrows.schemas.vector;

/** Little-endian float32 in a row. */
final class RawValues implements ValueFormat {

    @Override
    public void read(byte[] value, FloatTarget target) throws UnreadableVectorException {
        if (value.length % Float.BYTES != 0) {
            throw UnreadableVectorException.unreadable(
                    "raw: " + value.length + " bytes (expected: a multiple of " + Float.BYTES + ")");
        }
        target.put(value, 0, value.length / Float.BYTES);
    }
}
