package dev.narrows.trainer.codec.textbook;

import dev.narrows.trainer.codec.Pca;

/** Rows as their principal components, for codecs that learn from them. Not changed once made; any thread. */
final class Components {

    private final Pca pca;
    private final int rows;
    private final float[] values;

    /**
     * Turns rows.
     *
     * @param values [rows, dim of the PCA] in raw units
     */
    Components(Pca pca, float[] values, int rows) {
        this.pca = pca;
        this.rows = rows;
        this.values = pca.encode(values, rows);
    }

    Pca pca() {
        return pca;
    }

    int rows() {
        return rows;
    }

    /** [rows, components], row-major; not copied. */
    float[] values() {
        return values;
    }

    /** All rows of one component, as a copy. */
    float[] column(int component) {
        float[] column = new float[rows];
        for (int row = 0; row < rows; row++) {
            column[row] = values[row * pca.count() + component];
        }
        return column;
    }

    /** Of each component, around its own mean; falling but for rounding and for rows that the PCA saw and this did not. */
    double[] variances() {
        double[] variances = new double[pca.count()];
        double[] means = new double[pca.count()];
        for (int i = 0; i < rows * pca.count(); i++) {
            means[i % pca.count()] += values[i] / (double) rows;
        }
        for (int i = 0; i < rows * pca.count(); i++) {
            double difference = values[i] - means[i % pca.count()];
            variances[i % pca.count()] += difference * difference / rows;
        }
        return variances;
    }
}
