package dev.narrows.trainer.graph;

/** What the weights in a graph are kept as. */
public enum WeightFormat {
    /** As they were trained. */
    FLOAT32,
    /** One byte each, in the steps of {@link IntegerRows}. */
    INT8
}
