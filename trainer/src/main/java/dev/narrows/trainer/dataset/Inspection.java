package dev.narrows.trainer.dataset;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What a look at every row tells before training starts.
 *
 * <p>A feature is constant where its largest and smallest value are the same, and nearly constant where they differ by
 * less than {@value #NEARLY} of their size, which is little more than float32's own rounding: both carry no information,
 * and a change of them later would look enormous if it were measured by their spread.
 *
 * @param constant features that have one value only, counted from 0
 * @param nearlyConstant features whose values hardly differ
 * @param warnings the same for a person, and whatever else looks wrong but can be trained on
 */
public record Inspection(List<Integer> constant, List<Integer> nearlyConstant, List<String> warnings) {

    private static final double NEARLY = 1e-5;
    private static final int NAMED = 8;

    /** Copies the lists. */
    public Inspection {
        constant = List.copyOf(constant);
        nearlyConstant = List.copyOf(nearlyConstant);
        warnings = List.copyOf(warnings);
    }

    /**
     * Looks at all rows.
     *
     * @param leastRows fewest rows that can be learned from
     * @throws DatasetException where there are fewer, where a value is not finite, or where no feature varies
     */
    public static Inspection of(Dataset data, int leastRows) {
        if (data.rows() < leastRows) {
            throw new DatasetException("rows: " + data.rows() + " (expected: >= " + leastRows + ")");
        }
        Extremes extremes = new Extremes(data.dim());
        Slices.of(data, extremes);
        extremes.requireFinite(data.rows());
        List<Integer> constant = extremes.within(0, -1);
        List<Integer> nearly = extremes.within(NEARLY, 0);
        if (constant.size() == data.dim()) {
            throw new DatasetException("rows: all the same (expected: at least one feature that varies)");
        }
        List<String> warnings = new ArrayList<>();
        if (!constant.isEmpty()) {
            warnings.add("constant features: " + named(constant) + " (they carry nothing; expected: varying)");
        }
        if (!nearly.isEmpty()) {
            warnings.add("nearly constant features: " + named(nearly) + " (expected: varying by more than rounding)");
        }
        if (data.rows() < data.dim()) {
            warnings.add("rows: " + data.rows() + " (expected: more than the " + data.dim() + " values of a row)");
        }
        return new Inspection(constant, nearly, warnings);
    }

    private static String named(List<Integer> features) {
        String some = features.stream().limit(NAMED).map(String::valueOf).collect(Collectors.joining(", "));
        return features.size() + " (" + some + (features.size() > NAMED ? ", ..." : "") + ")";
    }

    /** Smallest and largest of each feature, and where values are not numbers. */
    private static final class Extremes implements Slices.Visitor {

        private final float[] min;
        private final float[] max;
        private long notFinite;
        private String first = "";

        Extremes(int dim) {
            min = new float[dim];
            max = new float[dim];
            Arrays.fill(min, Float.POSITIVE_INFINITY);
            Arrays.fill(max, Float.NEGATIVE_INFINITY);
        }

        @Override
        public void slice(float[] values, int from, int count) {
            for (int row = 0, at = 0; row < count; row++) {
                for (int feature = 0; feature < min.length; feature++, at++) {
                    float value = values[at];
                    if (!Float.isFinite(value)) {
                        if (notFinite++ == 0) {
                            first = "row " + (from + row) + ", feature " + feature + ": " + value;
                        }
                    }
                    min[feature] = Math.min(min[feature], value);
                    max[feature] = Math.max(max[feature], value);
                }
            }
        }

        void requireFinite(int rows) {
            if (notFinite > 0) {
                throw new DatasetException(first + " (expected: finite numbers; " + notFinite + " of "
                        + (long) rows * min.length + " values are not)");
            }
        }

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
}
