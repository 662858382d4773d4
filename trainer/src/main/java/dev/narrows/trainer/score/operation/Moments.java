package dev.narrows.trainer.score.operation;

/** Mean, standard deviation and ends of some numbers. */
public record Moments(double mean, double deviation, double smallest, double largest) {

    public static Moments of(float[] values) {
        double sum = 0;
        double smallest = Double.POSITIVE_INFINITY;
        double largest = Double.NEGATIVE_INFINITY;
        for (float value : values) {
            sum += value;
            smallest = Math.min(smallest, value);
            largest = Math.max(largest, value);
        }
        double mean = sum / values.length;
        double squares = 0;
        for (float value : values) {
            squares += (value - mean) * (value - mean);
        }
        return new Moments(mean, Math.sqrt(squares / values.length), smallest, largest);
    }
}
