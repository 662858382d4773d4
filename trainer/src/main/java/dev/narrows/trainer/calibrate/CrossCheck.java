package dev.narrows.trainer.calibrate;

/** Whether a threshold keeps its rate on rows that it was not learned from, where there are no rows but those. */
public final class CrossCheck {

    private CrossCheck() {}

    /**
     * Learns a threshold from every second error and counts on the others, then the other way round. Each of the two has
     * half of the errors, so what is learned from all of them is better than this says.
     *
     * @param errors of normal vectors, two at least, in an order that means nothing
     */
    public static RealisedRate of(float[] errors, CalibrationSettings settings) {
        if (errors.length < 2) {
            throw new IllegalArgumentException("errors: " + errors.length + " (expected: >= 2)");
        }
        float[] even = every(errors, 0);
        float[] odd = every(errors, 1);
        int alerts = alerts(even, odd, settings) + alerts(odd, even, settings);
        return RealisedRate.of(errors.length, alerts, settings.alertRate());
    }

    private static int alerts(float[] known, float[] unknown, CalibrationSettings settings) {
        double threshold = Calibration.of(known, settings).threshold();
        return RealisedRate.of(unknown, threshold, settings.alertRate()).alerts();
    }

    private static float[] every(float[] errors, int first) {
        float[] some = new float[(errors.length - first + 1) / 2];
        for (int i = 0; i < some.length; i++) {
            some[i] = errors[first + 2 * i];
        }
        return some;
    }
}
