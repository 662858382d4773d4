package dev.narrows.trainer.dataset.inspect;

import dev.narrows.trainer.dataset.Dataset;
import dev.narrows.trainer.dataset.Slices;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Smallest and largest value of each feature over all rows, which are finite. Immutable; any thread. */
public final class FeatureRanges {

    // With the check vector they would fill the record that holds the manifest.
    private static final int MOST_FEATURES = 20_000;

    private final float[] lows;
    private final float[] highs;

    private FeatureRanges(int dim) {
        lows = new float[dim];
        highs = new float[dim];
        Arrays.fill(lows, Float.POSITIVE_INFINITY);
        Arrays.fill(highs, Float.NEGATIVE_INFINITY);
    }

    /** Of those rows, one at least; of no feature where there are more than 20,000. */
    public static FeatureRanges of(Dataset rows) {
        if (rows.dim() > MOST_FEATURES) {
            return new FeatureRanges(0);
        }
        FeatureRanges ranges = new FeatureRanges(rows.dim());
        Slices.of(rows, (values, from, count) -> {
            for (int i = 0; i < count * rows.dim(); i++) {
                ranges.add(i % rows.dim(), values[i]);
            }
        });
        return ranges;
    }

    private void add(int feature, float value) {
        lows[feature] = Math.min(lows[feature], value);
        highs[feature] = Math.max(highs[feature], value);
    }

    /** The smallest values. */
    public List<Float> lows() {
        return list(lows);
    }

    /** The largest values. */
    public List<Float> highs() {
        return list(highs);
    }

    private static List<Float> list(float[] values) {
        List<Float> list = new ArrayList<>(values.length);
        for (float value : values) {
            list.add(value);
        }
        return list;
    }
}
