package dev.narrows.trainer;

/** How much of a processor a row may take where a model is chosen, beside the cheapest candidate measured in the same run. */
public enum Speed {
    /** Hardly more than the cheapest. */
    FAST(1.5, false),
    /** Some times the cheapest. */
    BALANCED(5, false),
    /** Whatever it takes: the least error wins. */
    BEST(Double.POSITIVE_INFINITY, true);

    private final double share;
    private final boolean wide;

    Speed(double share, boolean wide) {
        this.share = share;
        this.wide = wide;
    }

    /** Whether a candidate that takes {@code micros} a row may be chosen where the cheapest takes {@code cheapest}. */
    boolean allows(double micros, double cheapest) {
        return micros <= share * cheapest;
    }

    /** Whether candidates are worth a try that cost many times the cheapest. */
    boolean wide() {
        return wide;
    }
}
