package dev.narrows.trainer.judge;

/** Differences between rows and what came back of them, as they add up. For one thread. */
final class Errors {

    private final int dim;
    private final double[] byFeature;
    private final float[] byRow;
    private double squares;
    private double absolutes;
    private double lengths;

    Errors(int rows, int dim) {
        this.dim = dim;
        this.byFeature = new double[dim];
        this.byRow = new float[rows];
    }

    void add(float[] values, float[] back, int from, int count) {
        for (int row = 0, at = 0; row < count; row++) {
            double rowSquares = 0;
            for (int feature = 0; feature < dim; feature++, at++) {
                double difference = (double) values[at] - back[at];
                absolutes += Math.abs(difference);
                rowSquares += difference * difference;
                byFeature[feature] += difference * difference;
            }
            squares += rowSquares;
            lengths += Math.sqrt(rowSquares);
            byRow[from + row] = (float) (rowSquares / dim);
        }
    }

    int rows() {
        return byRow.length;
    }

    int dim() {
        return dim;
    }

    long values() {
        return (long) byRow.length * dim;
    }

    double squares() {
        return squares;
    }

    double absolutes() {
        return absolutes;
    }

    double lengths() {
        return lengths;
    }

    double[] featureMse() {
        double[] mse = new double[dim];
        for (int feature = 0; feature < dim; feature++) {
            mse[feature] = byFeature[feature] / byRow.length;
        }
        return mse;
    }

    float[] rowMse() {
        return byRow.clone();
    }
}
