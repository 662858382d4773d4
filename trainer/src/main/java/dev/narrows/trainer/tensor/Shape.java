package dev.narrows.trainer.tensor;

import java.util.Arrays;

/** Sizes of a tensor, outermost first. Immutable. */
public final class Shape {

    private final long[] sizes;

    Shape(long... sizes) {
        this.sizes = sizes.clone();
    }

    long[] sizes() {
        return sizes.clone();
    }

    /** Values in a tensor of this shape. */
    int count() {
        return Math.toIntExact(Arrays.stream(sizes).reduce(1, Math::multiplyExact));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Shape shape && Arrays.equals(sizes, shape.sizes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(sizes);
    }

    @Override
    public String toString() {
        return Arrays.toString(sizes);
    }
}
