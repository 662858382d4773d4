package dev.narrows.stream.encode;

/** What an alert tells of a record beyond its error. The arrays are the caller's. */
public final class Explanation {

    private final float[] vector;
    private final float[] contributions;

    Explanation(float[] vector, float[] contributions) {
        this.vector = vector;
        this.contributions = contributions;
    }

    /** The vector, inputDim values. */
    public float[] vector() {
        return vector;
    }

    /** What each feature adds to the error, as shares of it; empty where the model does not tell, or was not asked. */
    public float[] contributions() {
        return contributions;
    }
}
