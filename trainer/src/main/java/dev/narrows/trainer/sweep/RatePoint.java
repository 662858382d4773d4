package dev.narrows.trainer.sweep;

/**
 * One maker of codes at one size.
 *
 * @param codec what makes the codes, a short word such as {@code pca}
 * @param codeBytes bytes of a code, 1 or more; of a vector where it is stored as it is
 * @param recordBytes bytes that a whole record takes, more than 0
 * @param mse mean squared error of a value, over the squared {@link ValueRange} of the training rows; 0 or more
 */
public record RatePoint(String codec, int codeBytes, double recordBytes, double mse) {

    /** Checks ranges. */
    public RatePoint {
        if (codeBytes < 1) {
            throw new IllegalArgumentException("codeBytes: " + codeBytes + " (expected: >= 1)");
        }
        if (!(recordBytes > 0)) {
            throw new IllegalArgumentException("recordBytes: " + recordBytes + " (expected: above 0)");
        }
        if (!(mse >= 0)) {
            throw new IllegalArgumentException("mse: " + mse + " (expected: >= 0)");
        }
    }
}
