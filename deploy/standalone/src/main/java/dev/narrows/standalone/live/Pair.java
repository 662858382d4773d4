package dev.narrows.standalone.live;

/** A vector [dim] as it went in, and as it comes back from its latent. The arrays are nobody else's. */
final class Pair {
    private final int modelVersion;
    private final float error;
    private final float[] original;
    private final float[] reconstruction;

    Pair(int modelVersion, float error, float[] original, float[] reconstruction) {
        this.modelVersion = modelVersion;
        this.error = error;
        this.original = original;
        this.reconstruction = reconstruction;
    }

    /** Version that encoded it. */
    public int getModelVersion() {
        return modelVersion;
    }

    /** What its latent says, in the model's error metric. */
    public float getError() {
        return error;
    }

    public float[] getOriginal() {
        return original;
    }

    public float[] getReconstruction() {
        return reconstruction;
    }

    /** Squared Euclidean distance of the two. */
    double distance() {
        double sum = 0;
        for (int i = 0; i < original.length; i++) {
            double difference = original[i] - reconstruction[i];
            sum += difference * difference;
        }
        return sum;
    }
}
