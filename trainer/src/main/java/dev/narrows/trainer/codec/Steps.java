package dev.narrows.trainer.codec;

import dev.narrows.trainer.dataset.Dataset;
import dev.narrows.trainer.dataset.Slices;
import java.util.Arrays;

/**
 * Some values a row as a byte each, {@code round((v - low) / step)} cut to 0 to 255 and back {@code low + code step},
 * with the smallest value of the training rows as low and a 255th of their range as step. Immutable.
 */
final class Steps {

    private static final int LAST = 255;

    private final float[] low;
    private final float[] step;

    private Steps(float[] low, float[] step) {
        this.low = low;
        this.step = step;
    }

    /** What is rounded. */
    interface View {
        /** Values [rows, count] of the first rows of a slice. */
        float[] of(float[] slice, int rows);
    }

    static Steps of(Dataset train, int count, View view) {
        float[] low = new float[count];
        float[] high = new float[count];
        Arrays.fill(low, Float.POSITIVE_INFINITY);
        Arrays.fill(high, Float.NEGATIVE_INFINITY);
        Slices.of(train, (slice, from, rows) -> {
            float[] values = view.of(slice, rows);
            for (int i = 0; i < rows * count; i++) {
                low[i % count] = Math.min(low[i % count], values[i]);
                high[i % count] = Math.max(high[i % count], values[i]);
            }
        });
        float[] step = new float[count];
        for (int i = 0; i < count; i++) {
            step[i] = (high[i] - low[i]) / LAST;
        }
        return new Steps(low, step);
    }

    int count() {
        return low.length;
    }

    void encode(float[] values, int rows, byte[] codes) {
        for (int i = 0; i < rows * low.length; i++) {
            int column = i % low.length;
            codes[i] = step[column] > 0
                    ? (byte) Math.max(0, Math.min(LAST, Math.round((values[i] - low[column]) / step[column])))
                    : 0;
        }
    }

    void decode(byte[] codes, int rows, float[] values) {
        for (int i = 0; i < rows * low.length; i++) {
            values[i] = low[i % low.length] + (codes[i] & 0xff) * step[i % low.length];
        }
    }
}
