package dev.narrows.trainer.network.scaling;

import java.util.Arrays;

/** How raw values become the units that a network works in. */
public enum Scaling {
    /** {@link #RANGE} or {@link #STANDARD} where all features seem to be of one unit, {@link #FEATURE_STANDARD} else. */
    AUTO,
    /** Not at all. */
    NONE,
    /** Smallest value of all features to 0, largest to 1. For images, say. */
    RANGE,
    /** Mean of all values to 0, their standard deviation to 1. */
    STANDARD,
    /** Mean of each feature to 0, all features by one factor, so that their mean variance is 1. */
    CENTRED,
    /** Smallest value of each feature to 0, its largest to 1. */
    FEATURE_RANGE,
    /** Mean of each feature to 0, its standard deviation to 1. */
    FEATURE_STANDARD;

    private static final int FEW_FEATURES = 8;
    private static final double ONE_UNIT = 10;
    private static final double LONG_TAIL = 12;

    /** Whether normalised training values lie in 0 to 1, so that a sigmoid can be the output. */
    public boolean bounded() {
        return this == RANGE || this == FEATURE_RANGE;
    }

    /** The one with the same relation between features that gives each a mean of 0. */
    Scaling centred() {
        return switch (this) {
            case FEATURE_RANGE, FEATURE_STANDARD -> FEATURE_STANDARD;
            case AUTO, NONE, RANGE, STANDARD, CENTRED -> CENTRED;
        };
    }

    /** What {@link #AUTO} means for such data; any other is itself. */
    Scaling resolve(Statistics data) {
        if (this != AUTO) {
            return this;
        }
        if (data.min.length < FEW_FEATURES || !oneUnit(data)) {
            return FEATURE_STANDARD;
        }
        boolean longTail = data.largest() - data.smallest() > LONG_TAIL * data.overallDeviation();
        return longTail ? STANDARD : RANGE;
    }

    /** Features of one unit (pixels, samples) have ranges of one order and lie around each other. */
    private static boolean oneUnit(Statistics data) {
        double[] ranges = new double[data.min.length];
        int count = 0;
        for (int feature = 0; feature < data.min.length; feature++) {
            if (!data.constant(feature)) {
                ranges[count++] = data.max[feature] - data.min[feature];
            }
        }
        if (count == 0) {
            return false;
        }
        double[] varying = Arrays.copyOf(ranges, count);
        Arrays.sort(varying);
        double median = varying[count / 2];
        return data.largest() - data.smallest() <= ONE_UNIT * median;
    }
}
