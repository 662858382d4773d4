package dev.narrows.trainer.sweep;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Where more bytes begin to bring little: the knee of a falling curve after Satopaa et al. (2011, "kneedle", without their
 * smoothing). With bytes b and errors e both cut to 0 to 1 between their least and largest, it is the point with the
 * largest
 *
 * <pre>
 *   (1 - e) - b
 * </pre>
 *
 * which is how far the point lies below the straight line from the first to the last.
 */
public final class Knee {

    private Knee() {}

    /** The knee of points of different sizes; empty where fewer than three, or where none lies below the line. */
    public static Optional<RatePoint> of(List<RatePoint> points) {
        if (points.stream().map(RatePoint::codeBytes).distinct().count() < 3) {
            return Optional.empty();
        }
        double leastBytes =
                points.stream().mapToDouble(RatePoint::codeBytes).min().orElseThrow();
        double mostBytes =
                points.stream().mapToDouble(RatePoint::codeBytes).max().orElseThrow();
        double leastError = points.stream().mapToDouble(RatePoint::mse).min().orElseThrow();
        double mostError = points.stream().mapToDouble(RatePoint::mse).max().orElseThrow();
        if (mostError == leastError) {
            return Optional.empty();
        }
        record Placed(RatePoint point, double below) {}
        return points.stream()
                .map(point -> new Placed(
                        point,
                        1
                                - (point.mse() - leastError) / (mostError - leastError)
                                - (point.codeBytes() - leastBytes) / (mostBytes - leastBytes)))
                .filter(placed -> placed.below > 0)
                .max(Comparator.comparingDouble(Placed::below))
                .map(Placed::point);
    }
}
