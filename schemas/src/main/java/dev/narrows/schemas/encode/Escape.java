package dev.narrows.schemas.encode;

import dev.narrows.schemas.ModelManifest;
import java.nio.FloatBuffer;

/** Tells vectors with a value that training saw nothing like: further outside of its feature's range than a share of that. */
final class Escape {

    private final float[] lows;
    private final float[] highs;

    /**
     * @param share of the range, above 0
     * @throws IllegalArgumentException when the model does not tell the ranges
     */
    Escape(ModelManifest model, double share) {
        int dim = model.getInputDim();
        if (model.getFeatureLows().size() != dim) {
            throw new IllegalArgumentException("fidelity.escape: " + share
                    + " (expected: none, where the model does not tell its features' ranges)");
        }
        lows = new float[dim];
        highs = new float[dim];
        for (int j = 0; j < dim; j++) {
            double low = model.getFeatureLows().get(j);
            double high = model.getFeatureHighs().get(j);
            lows[j] = (float) (low - share * (high - low));
            highs[j] = (float) (high + share * (high - low));
        }
    }

    /**
     * Whether a row is one.
     *
     * @param rows finite float32 [*, inputDim], from index 0
     */
    boolean takes(FloatBuffer rows, int row) {
        int at = row * lows.length;
        for (int j = 0; j < lows.length; j++) {
            float value = rows.get(at + j);
            if (value < lows[j] || value > highs[j]) {
                return true;
            }
        }
        return false;
    }
}
