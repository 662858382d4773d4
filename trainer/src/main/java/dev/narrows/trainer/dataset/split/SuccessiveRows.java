package dev.narrows.trainer.dataset.split;

import dev.narrows.trainer.dataset.Dataset;
import dev.narrows.trainer.dataset.Slices;

/**
 * How much rows resemble the row before them. For one thread.
 *
 * <p>Rows of one moment are nearly copies of each other, so whatever remembers rows looks better on rows taken from between
 * the training rows than it is on the rows of another day.
 */
public final class SuccessiveRows {

    private final float[] before;
    private final double[] mean;
    private final double[] squares;
    private final double[] steps;
    private long rows;

    private SuccessiveRows(int dim) {
        before = new float[dim];
        mean = new double[dim];
        squares = new double[dim];
        steps = new double[dim];
    }

    /**
     * The autocorrelation at a lag of one row, a mean over the features that vary: 1 less half of von Neumann's ratio (1941),
     * the mean squared step from row to row over the variance. Around 0 for rows in random order, towards 1 for telemetry.
     *
     * @param data in the order of the source; finite
     * @return 0 to 1; 0 where all rows are the same
     */
    public static double correlation(Dataset data) {
        SuccessiveRows rows = new SuccessiveRows(data.dim());
        Slices.of(data, (values, from, count) -> {
            for (int row = 0; row < count; row++) {
                rows.add(values, row * data.dim());
            }
        });
        return rows.correlation();
    }

    private void add(float[] values, int at) {
        rows++;
        for (int feature = 0; feature < mean.length; feature++) {
            float value = values[at + feature];
            double off = value - mean[feature];
            mean[feature] += off / rows;
            squares[feature] += off * (value - mean[feature]);
            if (rows > 1) {
                double step = (double) value - before[feature];
                steps[feature] += step * step;
            }
            before[feature] = value;
        }
    }

    private double correlation() {
        double sum = 0;
        int varying = 0;
        for (int feature = 0; feature < mean.length; feature++) {
            if (squares[feature] > 0) {
                sum += 1 - steps[feature] / (2 * squares[feature]);
                varying++;
            }
        }
        return varying == 0 ? 0 : Math.max(0, sum / varying);
    }
}
