package dev.narrows.schemas.fidelity;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * What is promised of a decoded vector.
 *
 * @param mode of every record
 * @param unit what the bounds are in; looked at in mode BOUNDED only
 * @param bounds most that a decoded value may differ: one for all features, or one each; empty unless BOUNDED
 * @param exactOnAnomaly whether a record that alerts is kept bit for bit
 * @param keepsNonFinite whether vectors with NaN or infinity are kept, bit for bit, instead of refused; LOSSLESS only
 * @param padded whether records that are written together get one length: behind records of one length zstd finds what it
 *     has seen at the same distance again, which saves far more than the zeros take; without it they only cost
 * @param escape share of a feature's range in training: a vector with a value further outside than that is kept within it,
 *     because no code follows such values; LOSSY only, empty where none is
 */
public record Fidelity(
        Mode mode,
        Unit unit,
        List<Double> bounds,
        boolean exactOnAnomaly,
        boolean keepsNonFinite,
        boolean padded,
        OptionalDouble escape) {

    /** What every record gets. */
    public enum Mode {
        /** The code alone: what a decoder makes of it has no bound. */
        LOSSY,
        /** Every value within a bound. */
        BOUNDED,
        /** Every bit, whatever it means. */
        LOSSLESS
    }

    /** What a bound is measured in. */
    public enum Unit {
        /** The unit of the values. */
        ABSOLUTE,
        /** The range that the feature had in training: 0.01 is a hundredth of it. */
        RANGE
    }

    /** Code alone. */
    public static final Fidelity LOSSY = new Fidelity(Mode.LOSSY, Unit.ABSOLUTE, List.of(), false, false);

    /** Every bit. */
    public static final Fidelity LOSSLESS = new Fidelity(Mode.LOSSLESS, Unit.ABSOLUTE, List.of(), false, false);

    /** As records are without a compression that gains by one length. */
    public Fidelity(Mode mode, Unit unit, List<Double> bounds, boolean exactOnAnomaly, boolean keepsNonFinite) {
        this(mode, unit, bounds, exactOnAnomaly, keepsNonFinite, false, OptionalDouble.empty());
    }

    /** Checks that bounds are there where they are needed, and in range. */
    public Fidelity {
        bounds = List.copyOf(bounds);
        if (bounds.isEmpty() == (mode == Mode.BOUNDED)) {
            throw new IllegalArgumentException(
                    "fidelity.bound: " + bounds + " (expected: one or more for bounded, none otherwise)");
        }
        for (double bound : bounds) {
            if (!(bound >= 1e-300 && bound <= 1e300)) {
                throw new IllegalArgumentException("fidelity.bound: " + bound + " (expected: 1e-300 to 1e300)");
            }
        }
        if (unit == Unit.RANGE && bounds.size() > 1) {
            throw new IllegalArgumentException(
                    "fidelity.bound: " + bounds + " (expected: one, where it is a share of the range)");
        }
        if (keepsNonFinite && mode != Mode.LOSSLESS) {
            throw new IllegalArgumentException("fidelity.keep.non.finite: true (expected: with lossless only)");
        }
        if (escape.isPresent()
                && (mode != Mode.LOSSY || !(escape.getAsDouble() >= 1e-9 && escape.getAsDouble() <= 1e9))) {
            throw new IllegalArgumentException(
                    "fidelity.escape: " + escape.getAsDouble() + " (expected: 1e-9 to 1e9, with lossy only)");
        }
    }

    /**
     * As settings say it.
     *
     * @param mode lossy, bounded or lossless
     * @param bound numbers, comma separated; empty for none
     * @param unit range or absolute; looked at where the mode is bounded
     * @throws IllegalArgumentException when one is something else, or they do not fit together
     */
    public static Fidelity of(String mode, String bound, String unit, boolean exactOnAnomaly, boolean keepsNonFinite) {
        Mode asked = named(Mode.class, "fidelity", mode, "lossy, bounded or lossless");
        Unit measured = named(Unit.class, "fidelity.bound.unit", unit, "range or absolute");
        List<Double> bounds = new ArrayList<>();
        for (String each : bound.isBlank() ? new String[0] : bound.split(",", -1)) {
            try {
                bounds.add(Double.valueOf(each));
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException(
                        "fidelity.bound: " + bound + " (expected: numbers above 0, comma separated)", e);
            }
        }
        return new Fidelity(
                asked, asked == Mode.BOUNDED ? measured : Unit.ABSOLUTE, bounds, exactOnAnomaly, keepsNonFinite);
    }

    private static <E extends Enum<E>> E named(Class<E> type, String setting, String value, String expected) {
        return Arrays.stream(type.getEnumConstants())
                .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(value))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException(setting + ": " + value + " (expected: " + expected + ")"));
    }

    /** Every value within {@code bound} of that unit. */
    public static Fidelity bounded(Unit unit, double bound) {
        return new Fidelity(Mode.BOUNDED, unit, List.of(bound), false, false);
    }

    /** The same, and what alerts bit for bit. */
    public Fidelity withExactAnomalies() {
        return new Fidelity(mode, unit, bounds, true, keepsNonFinite, padded, escape);
    }

    /** The same, for a producer with that {@code compression.type}. */
    public Fidelity behind(String compression) {
        boolean gains = compression.equals("zstd") || compression.equals("gzip");
        return new Fidelity(mode, unit, bounds, exactOnAnomaly, keepsNonFinite, gains, escape);
    }

    /** The same, and vectors with a value further outside of training than that share of its range within it. */
    public Fidelity withEscape(double share) {
        return new Fidelity(mode, unit, bounds, exactOnAnomaly, keepsNonFinite, padded, OptionalDouble.of(share));
    }

    /** The same, with {@code fidelity.escape} as settings say it; blank for none. */
    public Fidelity withEscape(String share) {
        try {
            return share.isBlank() ? this : withEscape(Double.parseDouble(share));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("fidelity.escape: " + share + " (expected: a number above 0)", e);
        }
    }

    /** What vectors that escape are promised. */
    public Fidelity ofEscaped() {
        return new Fidelity(
                Mode.BOUNDED, Unit.RANGE, List.of(escape.orElseThrow()), false, false, padded, OptionalDouble.empty());
    }

    /** Whether any record can have a correction. */
    public boolean corrects() {
        return mode != Mode.LOSSY || exactOnAnomaly || escape.isPresent();
    }
}
