package dev.narrows.schemas.vector;

/** One way in which a record value holds a vector. Owned by one thread. */
interface ValueFormat {

    /**
     * Puts the value's vector into the target, all of it.
     *
     * @throws UnreadableVectorException when there is none; the target then holds anything
     */
    void read(byte[] value, FloatTarget target) throws UnreadableVectorException;
}
