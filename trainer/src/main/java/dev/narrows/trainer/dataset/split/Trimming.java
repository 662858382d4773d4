package dev.narrows.trainer.dataset.split;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Leaves out the part of a data set that a model cannot reconstruct, for a stream that is known not to be clean: fit, trim
 * by the errors, fit again on what was kept, with errors of all rows each time, so that a row that was left out by mistake
 * can come back (iterative trimming: Rousseeuw 1984, Shen and Sanghavi 2019).
 */
public final class Trimming {

    private Trimming() {}

    /**
     * The rows to keep: those with the smallest errors, in their original order.
     *
     * @param errors one a row; one that is not a number is larger than all others
     * @param contamination share of rows to leave out, 0 to below 1; rounded to whole rows, at least one stays
     * @return their numbers, rising
     */
    public static int[] kept(float[] errors, double contamination) {
        if (!(contamination >= 0 && contamination < 1)) {
            throw new IllegalArgumentException("contamination: " + contamination + " (expected: 0 to below 1)");
        }
        if (errors.length == 0) {
            throw new IllegalArgumentException("errors: 0 (expected: one a row)");
        }
        int keep = Math.max(1, errors.length - (int) Math.round(errors.length * contamination));
        int[] kept = IntStream.range(0, errors.length)
                .boxed()
                .sorted(Comparator.<Integer>comparingDouble(row -> errors[row]))
                .limit(keep)
                .mapToInt(Integer::intValue)
                .toArray();
        Arrays.sort(kept);
        return kept;
    }
}
