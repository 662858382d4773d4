package dev.narrows.trainer.setting;

/**
 * How much of a processor a row may take where a model is chosen. Beside the linear candidate, measured in the same run,
 * because wide rows take more whatever codes them; but the least of it, in microseconds, is always allowed, because what a
 * service spends on a record besides does not get less for narrow rows.
 */
public enum Speed {
    /** Hardly more than the linear candidate. */
    FAST(1.5, 0.5),
    /** About what it takes to bring a record to the service and its code away. */
    BALANCED(2, 5),
    /** Whatever it takes: the least error wins. */
    BEST(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);

    private final double share;
    private final double least;

    Speed(double share, double least) {
        this.share = share;
        this.least = least;
    }

    /** Whether a candidate that takes {@code micros} a row may be chosen where the linear one takes {@code linear}. */
    public boolean allows(double micros, double linear) {
        return micros <= Math.max(least, share * linear);
    }
}
