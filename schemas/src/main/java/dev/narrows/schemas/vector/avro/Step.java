package dev.narrows.schemas.vector.avro;

import dev.narrows.schemas.frame.FrameWriter;
import dev.narrows.schemas.vector.value.FloatTarget;
import dev.narrows.schemas.vector.value.UnreadableVectorException;

/** One step of a plan: passes over, or reads, what one schema describes. Stateless, so a plan is run again and again. */
interface Step {

    /**
     * Moves the input behind one datum.
     *
     * @throws UnreadableVectorException when the bytes are not such a datum, or the datum has no vector
     */
    void run(AvroInput in, FloatTarget out) throws UnreadableVectorException;

    /**
     * As {@link #run}, but tells the frame where the numbers are.
     *
     * @param nowhere takes what is read, and drops it
     */
    default void cut(AvroInput in, FrameWriter frame, FloatTarget nowhere) throws UnreadableVectorException {
        run(in, nowhere);
    }
}
