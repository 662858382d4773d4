package dev.narrows.schemas.vector;

/** One way in which a record value holds a vector. Owned by one thread. */
interface ValueFormat {

    /**
     * Puts the value's vector into the target, all of it.
     *
     * @param array holds the value
     * @param from index of its first byte
     * @param to index behind its last byte
     * @param target aimed
     * @throws UnreadableVectorException when there is none; the target then holds anything
     */
    void read(byte[] array, int from, int to, FloatTarget target) throws UnreadableVectorException;
}
