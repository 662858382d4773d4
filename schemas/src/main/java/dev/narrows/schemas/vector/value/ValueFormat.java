package dev.narrows.schemas.vector.value;

import dev.narrows.schemas.frame.FrameWriter;

/** One way in which a record value holds a vector. Owned by one thread. */
public interface ValueFormat {

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

    /**
     * Tells the frame where in a value the numbers of its vector are.
     *
     * @param frame opened with the value
     * @param nowhere takes what is read, and drops it
     * @throws UnreadableVectorException when there is none
     */
    void cut(byte[] array, int from, int to, FrameWriter frame, FloatTarget nowhere) throws UnreadableVectorException;
}
