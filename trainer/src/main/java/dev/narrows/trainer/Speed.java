package dev.narrows.trainer;

/** How much of a processor a row may take where a model is chosen, beside the linear candidate, measured in the same run. */
public enum Speed {
    /** Hardly more than it. */
    FAST(1.5, false),
    /** Some times as much. */
    BALANCED(5, false),
    /** Whatever it takes: the least error wins. */
    BEST(Double.POSITIVE_INFINITY, true);

    private final double share;
    private final boolean wide;

    Speed(double share, boolean wide) {
        this.share = share;
        this.wide = wide;
    }

    /** Whether a candidate that takes {@code micros} a row may be chosen where the linear one takes {@code linear}. */
    boolean allows(double micros, double linear) {
        return micros <= share * linear;
    }

    /** Whether candidates are worth a try that cost many times as much. */
    boolean wide() {
        return wide;
    }
}
