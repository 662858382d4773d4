package dev.narrows.trainer.sweep;

import dev.narrows.trainer.dataset.Dataset;
import dev.narrows.trainer.dataset.Slices;

/**
 * The smallest and the largest of all values of a data set, whatever their feature. Its square is the unit of errors that
 * are compared between data sets: pixels of 0 to 255 and of 0 to 1 then lose the same.
 *
 * @param smallest finite
 * @param largest finite, at least {@code smallest}
 */
public record ValueRange(float smallest, float largest) {

    /** Of all rows. */
    public static ValueRange of(Dataset data) {
        float[] ends = {Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY};
        Slices.of(data, (values, from, count) -> {
            for (int i = 0; i < count * data.dim(); i++) {
                ends[0] = Math.min(ends[0], values[i]);
                ends[1] = Math.max(ends[1], values[i]);
            }
        });
        return new ValueRange(ends[0], ends[1]);
    }

    /** A squared error in raw units as a share of the squared range; as it is where all values are the same. */
    public double relative(double squaredError) {
        double width = (double) largest - smallest;
        return width > 0 ? squaredError / (width * width) : squaredError;
    }
}
