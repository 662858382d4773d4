package dev.narrows.trainer.network.integer;

/**
 * How the input of a layer becomes bytes, {@code q = clip(round(x / step) + zero, 0, 255)}, which stands for
 * {@code (q - zero) step}.
 *
 * @param step above 0
 * @param zero what 0 becomes, 0 to 255: it is exact
 */
record InputRange(float step, int zero) {

    static final int LARGEST = 255;

    /** Shares of the values' whole range that are tried: a narrower one cuts the largest and has smaller steps. */
    private static final double[] SHARES = {0.9, 0.8, 0.7, 0.6, 0.5, 0.42, 0.35, 0.3, 0.25};

    /** The one with the least squared error on those values. */
    static InputRange of(float[] values) {
        float low = 0;
        float high = 0;
        for (float value : values) {
            low = Math.min(low, value);
            high = Math.max(high, value);
        }
        InputRange best = between(low, high);
        double least = best.error(values);
        for (double share : SHARES) {
            InputRange narrower = between(low * share, high * share);
            double error = narrower.error(values);
            if (error < least) {
                least = error;
                best = narrower;
            }
        }
        return best;
    }

    private static InputRange between(double low, double high) {
        float step = (float) ((high - low) / LARGEST);
        return step > 0 ? new InputRange(step, (int) Math.rint(-low / step)) : new InputRange(1, 0);
    }

    private double error(float[] values) {
        double sum = 0;
        for (float value : values) {
            double whole = Math.max(-zero, Math.min(LARGEST - zero, Math.rint(value / step)));
            double away = value - whole * step;
            sum += away * away;
        }
        return sum;
    }
}
