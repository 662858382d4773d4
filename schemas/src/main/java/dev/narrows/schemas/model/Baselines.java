package dev.narrows.schemas.model;

import dev.narrows.schemas.Baseline;
import dev.narrows.schemas.ModelManifest;
import java.util.List;

/**
 * What live data are compared with, and the bins that both are counted in, by whoever writes a manifest and whoever counts
 * live. A version without a baseline has bins of the error all the same: multiples of its threshold. Pure functions; any
 * thread.
 */
public final class Baselines {

    /** Bins of a code byte. */
    public static final int CODE_BINS = 16;

    private static final int BYTE_VALUES = 256;
    private static final int LEAST_HALVINGS = 8;

    private Baselines() {}

    /** Upper bounds of the bins that the version's errors are counted in, rising; a last bin without bound follows. */
    public static double[] errorBounds(ModelManifest manifest) {
        Baseline baseline = manifest.getBaseline();
        if (baseline != null) {
            return baseline.getErrorBounds().stream()
                    .mapToDouble(Double::doubleValue)
                    .toArray();
        }
        // Halvings of the threshold, the threshold, and its double.
        double[] bounds = new double[LEAST_HALVINGS + 2];
        double threshold = Math.max(manifest.getThreshold(), Float.MIN_NORMAL);
        for (int i = 0; i < bounds.length; i++) {
            bounds[i] = Math.scalb(threshold, i - LEAST_HALVINGS);
        }
        return bounds;
    }

    /**
     * The bin of a value: the first whose bound it does not exceed, the last where it exceeds all, or is not a number.
     *
     * @param bounds rising
     */
    public static int bin(double[] bounds, double value) {
        int low = 0;
        int high = bounds.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (value <= bounds[middle]) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    /** The bin of a code byte, 0 to {@link #CODE_BINS} - 1. */
    public static int codeBin(byte value) {
        return Byte.toUnsignedInt(value) * CODE_BINS / BYTE_VALUES;
    }

    /** Standard deviation of each feature in the training data, inputDim values; empty where the version does not tell. */
    public static float[] spreads(ModelManifest manifest) {
        Baseline baseline = manifest.getBaseline();
        if (baseline == null) {
            return new float[0];
        }
        float[] spreads = new float[baseline.getFeatureSpreads().size()];
        for (int j = 0; j < spreads.length; j++) {
            spreads[j] = baseline.getFeatureSpreads().get(j);
        }
        return spreads;
    }

    static void check(ModelManifest manifest) {
        Baseline baseline = manifest.getBaseline();
        if (baseline == null) {
            return;
        }
        int bounds = baseline.getErrorBounds().size();
        int codeBins = baseline.getCodeBins();
        require("rows", baseline.getRows(), baseline.getRows() >= 1, ">= 1");
        require("errorBounds", baseline.getErrorBounds(), isRising(baseline.getErrorBounds()), "1 or more, rising");
        requireShares("errorShares", baseline.getErrorShares(), bounds + 1);
        require("codeBins", codeBins, codeBins == CODE_BINS, "" + CODE_BINS);
        requireShares("codeShares", baseline.getCodeShares(), manifest.getCodeBytes() * codeBins);
        require("featureRows", baseline.getFeatureRows(), baseline.getFeatureRows() >= 1, ">= 1");
        requireFeatures("featureMeans", baseline.getFeatureMeans(), manifest.getInputDim(), -Float.MAX_VALUE);
        requireFeatures("featureSpreads", baseline.getFeatureSpreads(), manifest.getInputDim(), 0);
    }

    private static boolean isRising(List<Double> bounds) {
        for (int i = 0; i < bounds.size(); i++) {
            if (!Double.isFinite(bounds.get(i)) || (i > 0 && bounds.get(i) <= bounds.get(i - 1))) {
                return false;
            }
        }
        return !bounds.isEmpty();
    }

    private static void requireShares(String name, List<? extends Number> shares, int size) {
        require(name + " length", shares.size(), shares.size() == size, "" + size);
        for (Number share : shares) {
            double value = share.doubleValue();
            require(name, share, value >= 0 && value <= 1, "0 to 1");
        }
    }

    private static void requireFeatures(String name, List<Float> values, int inputDim, float least) {
        require(name + " length", values.size(), values.size() == inputDim, "" + inputDim);
        for (float value : values) {
            require(name, value, Float.isFinite(value) && value >= least, "finite, >= " + least);
        }
    }

    private static void require(String name, Object value, boolean valid, String expected) {
        if (!valid) {
            throw new ModelRefusedException("baseline." + name + ": " + value + " (expected: " + expected + ")");
        }
    }
}
