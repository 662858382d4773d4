package dev.narrows.schemas.fidelity;

import dev.narrows.schemas.ModelManifest;
import java.util.List;

/**
 * Smallest and largest value of each feature in training.
 *
 * @param lows one a feature, or none where the model does not tell
 * @param highs as many
 */
public record Ranges(List<Float> lows, List<Float> highs) {

    /** Of a model that does not tell. */
    public static final Ranges NONE = new Ranges(List.of(), List.of());

    /** Checks that there are as many of both. */
    public Ranges {
        lows = List.copyOf(lows);
        highs = List.copyOf(highs);
        if (lows.size() != highs.size()) {
            throw new IllegalArgumentException(
                    "highs: " + highs.size() + " (expected: " + lows.size() + ", as many as lows)");
        }
    }

    /** As a manifest tells them. */
    public static Ranges of(ModelManifest manifest) {
        return new Ranges(manifest.getFeatureLows(), manifest.getFeatureHighs());
    }

    /** How far the feature went: one subtraction of doubles. */
    double range(int feature) {
        return (double) highs.get(feature) - lows.get(feature);
    }
}
