package dev.narrows.schemas.vector;

/** One step of a plan: passes over, or reads, what one schema describes. Stateless, so a plan is run again and again. */
interface Step {

    /**
     * Moves the input behind one datum.
     *
     * @throws UnreadableVectorException when the bytes are not such a datum, or the datum has no vector
     */
    void run(AvroInput in, FloatTarget out) throws UnreadableVectorException;
}
