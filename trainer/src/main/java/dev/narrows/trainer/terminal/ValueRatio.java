package dev.narrows.trainer.terminal;

import dev.narrows.trainer.dataset.Dataset;
import java.util.Locale;

/** What the column {@code values/code} of the tables compares, in words: three ratios can be told of one stream. */
final class ValueRatio {

    private static final int SAMPLE_VALUES = 1 << 20;
    private static final int MOST = 255;

    private ValueRatio() {}

    /**
     * The line below a table.
     *
     * @param rows of the data; where its values are bytes, as those of images are, codes are compared with these as well
     * @param codeBytes of the model
     */
    static String note(Dataset rows, int codeBytes) {
        String own = areBytes(rows)
                ? String.format(
                        Locale.ROOT,
                        "; the values are whole numbers from 0 to 255, and as a byte each it is %.1f",
                        (double) rows.dim() / codeBytes)
                : "";
        return "values/code: bytes of a vector's float32 values to those of its code" + own
                + " (keys, headers and Kafka's own compression are not in it: bench rate measures the disk)";
    }

    /** Whether the first values are all whole numbers that one byte holds. */
    static boolean areBytes(Dataset rows) {
        int count = Math.min(rows.rows(), Math.max(1, SAMPLE_VALUES / rows.dim()));
        float[] values = new float[count * rows.dim()];
        rows.read(0, count, values);
        for (float value : values) {
            if (!(value >= 0 && value <= MOST) || value != Math.rint(value)) {
                return false;
            }
        }
        return true;
    }
}
