package dev.narrows.trainer.dataset.inspect;

import dev.narrows.trainer.dataset.Dataset;
import dev.narrows.trainer.dataset.DatasetException;
import dev.narrows.trainer.dataset.Selection;
import dev.narrows.trainer.dataset.Slices;
import dev.narrows.trainer.dataset.split.Split;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What a look at every row tells before anything is done with them.
 *
 * <p>A row is unusable where one of its values is missing, NaN or infinite. A feature is constant where its largest and
 * smallest value in the usable rows are the same, and nearly constant where they differ by less than {@value #NEARLY} of
 * their size, which is little more than float32's own rounding: both carry no information, and a change of them later would
 * look enormous if it were measured by their spread. Rows and features are counted from 0.
 *
 * @param usable the rows without those that are unusable
 * @param leftOut says which those are, where there are any
 * @param constant features that have one value only
 * @param nearlyConstant features whose values hardly differ
 */
public record Inspection(
        Dataset usable, Optional<String> leftOut, List<Integer> constant, List<Integer> nearlyConstant) {

    private static final double NEARLY = 1e-5;
    private static final int NAMED = 8;
    private static final int FEW_ROWS = 100;

    /** Copies the lists. */
    public Inspection {
        constant = List.copyOf(constant);
        nearlyConstant = List.copyOf(nearlyConstant);
    }

    /**
     * Looks at all rows, in one pass.
     *
     * @param skipUnusable whether unusable rows are left out; otherwise the data are refused for one of them
     * @throws DatasetException where there are unusable rows and they are not to be skipped, or no others
     */
    public static Inspection of(Dataset data, boolean skipUnusable) {
        Extremes extremes = new Extremes(data.dim());
        Slices.of(data, extremes);
        int[] unusable = extremes.unusable();
        List<Integer> constant = extremes.within(0, -1);
        List<Integer> nearly = extremes.within(NEARLY, 0);
        if (unusable.length == 0) {
            return new Inspection(data, Optional.empty(), constant, nearly);
        }
        String found = unusable.length + " of " + data.rows() + " rows with values that are missing or not finite: "
                + named(IntStream.of(unusable).limit(NAMED + 1).boxed().toList(), unusable.length) + "; "
                + extremes.first();
        if (!skipUnusable) {
            throw new DatasetException(found + " (expected: finite numbers, or that such rows are skipped)");
        }
        if (unusable.length == data.rows()) {
            throw new DatasetException(found + " (expected: one row of finite numbers at least)");
        }
        return new Inspection(without(data, unusable), Optional.of("left out " + found), constant, nearly);
    }

    /** What is wrong for a person to know, though it can be trained on. */
    public List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        leftOut.ifPresent(warnings::add);
        if (!constant.isEmpty()) {
            warnings.add("constant features: " + named(constant) + " (they carry nothing; expected: varying)");
        }
        if (!nearlyConstant.isEmpty()) {
            warnings.add("nearly constant features: " + named(nearlyConstant)
                    + " (expected: varying by more than rounding)");
        }
        if (usable.rows() < usable.dim()) {
            warnings.add("rows: " + usable.rows() + " (expected: more than the " + usable.dim() + " values of a row)");
        } else if (usable.rows() < FEW_ROWS) {
            warnings.add("rows: " + usable.rows() + " (expected: " + FEW_ROWS
                    + " or more; all figures of a model of so few are rough)");
        }
        return List.copyOf(warnings);
    }

    /**
     * Refuses what nothing can be learned from.
     *
     * @throws DatasetException where there are fewer rows than can be split, or no feature varies
     */
    public void requireLearnable() {
        if (usable.rows() < Split.LEAST_ROWS) {
            throw new DatasetException("rows: " + usable.rows() + " (expected: >= " + Split.LEAST_ROWS
                    + ", to train, validate and calibrate on different ones)");
        }
        if (constant.size() == usable.dim()) {
            throw new DatasetException("rows: all the same (expected: at least one feature that varies)");
        }
    }

    private static Dataset without(Dataset data, int[] unusable) {
        int[] rows = new int[data.rows() - unusable.length];
        for (int row = 0, kept = 0, skipped = 0; row < data.rows(); row++) {
            if (skipped < unusable.length && unusable[skipped] == row) {
                skipped++;
            } else {
                rows[kept++] = row;
            }
        }
        return Selection.of(data, rows);
    }

    private static String named(List<Integer> features) {
        return features.size() + " (" + named(features, features.size()) + ")";
    }

    private static String named(List<Integer> numbers, int count) {
        String some = numbers.stream().limit(NAMED).map(String::valueOf).collect(Collectors.joining(", "));
        return some + (count > NAMED ? ", ..." : "");
    }
}
