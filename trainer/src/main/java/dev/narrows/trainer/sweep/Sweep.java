package dev.narrows.trainer.sweep;

import dev.narrows.trainer.judge.Comparison;
import dev.narrows.trainer.judge.Evaluation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;

/**
 * Models of several sizes and kinds with their rivals, as points. Rivals of the same bytes are the same whatever model they
 * stand beside, and are taken once. One thread.
 */
public final class Sweep {

    private final ValueRange range;
    private final List<RatePoint> points = new ArrayList<>();
    private final List<RatePoint> rivals = new ArrayList<>();
    private int vectorBytes;

    /** @param range of the values that all learn from */
    public Sweep(ValueRange range) {
        this.range = range;
    }

    /**
     * Sizes as they can be: no code is longer than a byte for each value.
     *
     * @param asked each 1 or more
     * @param dim values of a vector
     * @return ascending, each once
     */
    public static List<Integer> sizes(List<Integer> asked, int dim) {
        if (asked.stream().anyMatch(size -> size < 1)) {
            throw new IllegalArgumentException("code bytes: " + asked + " (expected: each >= 1)");
        }
        return asked.stream()
                .map(size -> Math.min(size, dim))
                .distinct()
                .sorted()
                .toList();
    }

    /** Takes a model, and the rivals of its size where none has been taken. */
    public void add(String name, Comparison comparison) {
        Evaluation model = comparison.model();
        vectorBytes = (int) Math.round(model.ratio() * model.codeBytes());
        points.add(point(name, model));
        comparison.textbook().forEach((rival, evaluation) -> addRival(rival.word(), evaluation));
    }

    /** All points, models first. */
    public List<RatePoint> points() {
        List<RatePoint> all = new ArrayList<>(points);
        all.addAll(rivals);
        return all;
    }

    /** The model with the least error of each size, rivals apart. */
    public List<RatePoint> best() {
        TreeMap<Integer, RatePoint> best = new TreeMap<>();
        points.forEach(
                point -> best.merge(point.codeBytes(), point, (one, other) -> other.mse() < one.mse() ? other : one));
        Collection<RatePoint> values = best.values();
        return List.copyOf(values);
    }

    /** How many times smaller than its vector a code is. */
    public double ratio(RatePoint point) {
        return (double) vectorBytes / point.codeBytes();
    }

    private void addRival(String name, Evaluation rival) {
        RatePoint point = point(name, rival);
        boolean known =
                rivals.stream().anyMatch(other -> other.codec().equals(name) && other.codeBytes() == point.codeBytes());
        if (!known) {
            rivals.add(point);
        }
    }

    private RatePoint point(String name, Evaluation evaluation) {
        return new RatePoint(name, evaluation.codeBytes(), evaluation.codeBytes(), range.relative(evaluation.mse()));
    }
}
