package dev.narrows.trainer.projection;

import dev.narrows.trainer.dataset.Dataset;
import dev.narrows.trainer.matrix.Covariance;
import dev.narrows.trainer.matrix.Eigen;
import dev.narrows.trainer.network.scaling.Normalisation;

/** Principal components of normalised rows. One thread. */
public final class Components {

    private static final int MOST = 512;

    private Components() {}

    /** How many a code of that many bytes can have any use for, of rows of {@code dim} values. */
    public static int most(int dim, int codeBytes) {
        return Math.min(Math.min(dim, MOST), Byte.SIZE * codeBytes);
    }

    /** The first {@code count} of all rows. */
    public static Eigen of(Dataset data, Normalisation normalisation, int count) {
        Covariance covariance = new Covariance(data.dim());
        NormalRows.slices(data, normalisation, (normal, from, rows) -> covariance.add(normal, rows));
        return Eigen.ofSymmetric(covariance.matrix(), data.dim(), count);
    }
}
