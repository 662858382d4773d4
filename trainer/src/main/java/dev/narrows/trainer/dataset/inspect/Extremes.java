package dev.narrows.trainer.dataset.inspect;

import dev.narrows.trainer.dataset.Slices;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Smallest and largest of each feature over the rows that are all finite, and which rows are not. For one thread. */
final class Extremes implements Slices.Visitor {

    private final float[] min;
    private final float[] max;
    private int[] unusable = new int[16];
    private int count;
    private String first = "";

    Extremes(int dim) {
        min = new float[dim];
        max = new float[dim];
        Arrays.fill(min, Float.POSITIVE_INFINITY);
        Arrays.fill(max, Float.NEGATIVE_INFINITY);
    }

    @Override
    public void slice(float[] values, int from, int rows) {
        for (int row = 0; row < rows; row++) {
            int start = row * min.length;
            int wrong = firstNotFinite(values, start);
            if (wrong >= 0) {
                leaveOut(from + row, wrong, values[start + wrong]);
                continue;
            }
            for (int feature = 0; feature < min.length; feature++) {
                float value = values[start + feature];
                min[feature] = Math.min(min[feature], value);
                max[feature] = Math.max(max[feature], value);
            }
        }
    }

    private int firstNotFinite(float[] values, int start) {
        for (int feature = 0; feature < min.length; feature++) {
            if (!Float.isFinite(values[start + feature])) {
                return feature;
            }
        }
        return -1;
    }

    private void leaveOut(int row, int feature, float value) {
        if (count == 0) {
            first = "row " + row + ", feature " + feature + ": " + value;
        }
        if (count == unusable.length) {
            unusable = Arrays.copyOf(unusable, count * 2);
        }
        unusable[count++] = row;
    }

    /** The rows that are not all finite, rising. */
    int[] unusable() {
        return Arrays.copyOf(unusable, count);
    }

    /** Where the first value is that is not finite, and what it is. */
    String first() {
        return first;
    }

    /** Features whose spread is at most {@code most} of their size and above {@code above}. */
    List<Integer> within(double most, double above) {
        return IntStream.range(0, min.length)
                .filter(feature -> spread(feature) <= most && spread(feature) > above)
                .boxed()
                .toList();
    }

    private double spread(int feature) {
        double size = Math.max(Math.abs(min[feature]), Math.abs(max[feature]));
        return size == 0 ? 0 : ((double) max[feature] - min[feature]) / size;
    }
}
