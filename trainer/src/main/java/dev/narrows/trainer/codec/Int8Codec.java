package dev.narrows.trainer.codec;

import dev.narrows.trainer.dataset.Dataset;

/**
 * Every value as a byte, in 255 equal steps from the smallest to the largest that its feature has in the training rows:
 * what vector databases call scalar quantisation. Immutable.
 */
public final class Int8Codec implements Codec {

    private final Steps steps;

    private Int8Codec(Steps steps) {
        this.steps = steps;
    }

    /** With the ranges of all rows of {@code train}. */
    public static Int8Codec fit(Dataset train) {
        return new Int8Codec(Steps.of(train, train.dim(), (values, rows) -> values));
    }

    @Override
    public String name() {
        return "int8";
    }

    @Override
    public int dim() {
        return steps.count();
    }

    @Override
    public int codeBytes() {
        return steps.count();
    }

    @Override
    public void encode(float[] rows, int count, byte[] codes) {
        steps.encode(rows, count, codes);
    }

    @Override
    public void decode(byte[] codes, int count, float[] reconstructions) {
        steps.decode(codes, count, reconstructions);
    }
}
