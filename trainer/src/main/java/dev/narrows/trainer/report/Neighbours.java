package dev.narrows.trainer.report;

import dev.narrows.trainer.dataset.ArrayDataset;
import dev.narrows.trainer.dataset.Dataset;

/** How values of a row correlate with those some places further, over rows. Of {@value #MOST_ROWS} rows at most. */
final class Neighbours {

    private static final int MOST_ROWS = 500;

    private final Units units;
    private final float[] values;
    private final int dim;

    private Neighbours(Units units, float[] values, int dim) {
        this.units = units;
        this.values = values;
        this.dim = dim;
    }

    static Neighbours of(Dataset data) {
        ArrayDataset some = Sampled.of(data, MOST_ROWS);
        Units units = Units.standard(some);
        return new Neighbours(units, units.of(some), data.dim());
    }

    /**
     * Mean over features of the correlation between a feature and the one that many places further; features that do not
     * vary are left out; 0 where none is left.
     *
     * @param distance 1 or more
     */
    double correlation(int distance) {
        double sum = 0;
        int pairs = 0;
        for (int feature = 0; feature + distance < dim; feature++) {
            if (units.varies(feature) && units.varies(feature + distance)) {
                sum += correlation(feature, feature + distance);
                pairs++;
            }
        }
        return pairs == 0 ? 0 : sum / pairs;
    }

    private double correlation(int one, int other) {
        double sum = 0;
        for (int row = 0; row < values.length; row += dim) {
            sum += (double) values[row + one] * values[row + other];
        }
        return sum * dim / values.length;
    }
}
