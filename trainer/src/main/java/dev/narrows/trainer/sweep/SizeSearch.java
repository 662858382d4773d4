package dev.narrows.trainer.sweep;

import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.IntToDoubleFunction;

/**
 * Finds the smallest code whose error is small enough, with few trainings: doubles or halves the size until the target
 * lies between two sizes, then halves what is between them down to an eighth of the smaller. Takes errors to fall with the
 * size, which trained models do but for noise. One thread.
 */
public final class SizeSearch {

    private static final int FINE = 8;

    private final int most;
    private final IntToDoubleFunction error;
    private final TreeMap<Integer, Double> errors = new TreeMap<>();

    /**
     * @param most largest size that may be chosen, 1 or more
     * @param error of a size; asked once for each
     */
    public SizeSearch(int most, IntToDoubleFunction error) {
        this.most = most;
        this.error = error;
    }

    /**
     * The smallest size found whose error is at most {@code target}; empty where not even the largest one's is.
     *
     * @param start where to begin, 1 or more
     */
    public OptionalInt smallest(double target, int start) {
        int good = Math.min(start, most);
        int bad = 0;
        while (error(good) > target) {
            if (good == most) {
                return OptionalInt.empty();
            }
            bad = good;
            good = Math.min(2 * good, most);
        }
        while (bad == 0 && good > 1) {
            int half = good / 2;
            if (error(half) > target) {
                bad = half;
            } else {
                good = half;
            }
        }
        while (good - bad > Math.max(1, bad / FINE)) {
            int between = (good + bad) / 2;
            if (error(between) > target) {
                bad = between;
            } else {
                good = between;
            }
        }
        return OptionalInt.of(good);
    }

    /** The least error that any size asked for had; infinite before the first. */
    public double least() {
        return errors.values().stream().mapToDouble(Double::doubleValue).min().orElse(Double.POSITIVE_INFINITY);
    }

    private double error(int size) {
        return errors.computeIfAbsent(size, error::applyAsDouble);
    }
}
