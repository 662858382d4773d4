package dev.narrows.stream.evidence;

/**
 * What is compared of two versions, whose own errors are not in one unit: for a row x, whose feature j has the spread s_j
 * in the training data of the stable version, and a reconstruction r of it,
 *
 * <pre>
 *   e = sum over j of ((x_j - r_j) / s_j)^2          d = (e_stable - e_candidate) / (e_stable + e_candidate)
 * </pre>
 *
 * <p>d is 0 where both are equally far off, 1/3 where the candidate's error is half the stable one's, and -1/3 where it is
 * twice that. A row that neither loses anything of says nothing: 0. Stateless; any thread.
 */
public final class PairedError {

    private PairedError() {}

    /**
     * Squared error of a reconstruction in spreads.
     *
     * @param rows [rows, dim] in raw units
     * @param rowAt where the row begins
     * @param reconstructions [rows, dim] in raw units
     * @param reconstructionAt where the row's reconstruction begins
     * @param spreads dim values, one for each feature; empty for 1 each. A feature of spread 0 counts in raw units
     * @param dim values a row
     * @return 0 or more, or not finite where a value is not
     */
    public static double squared(
            float[] rows, int rowAt, float[] reconstructions, int reconstructionAt, float[] spreads, int dim) {
        double sum = 0;
        for (int j = 0; j < dim; j++) {
            double off = (double) rows[rowAt + j] - reconstructions[reconstructionAt + j];
            if (spreads.length > 0 && spreads[j] > 0) {
                off /= spreads[j];
            }
            sum += off * off;
        }
        return sum;
    }

    /**
     * The paired difference.
     *
     * @param stable error, 0 or more, finite
     * @param candidate error of the same row, 0 or more, finite
     * @return -1 to 1, above 0 where the candidate is better
     */
    public static float difference(double stable, double candidate) {
        double both = stable + candidate;
        return both == 0 ? 0 : (float) ((stable - candidate) / both);
    }
}
