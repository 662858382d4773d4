package dev.narrows.schemas.fidelity;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * How a value becomes a whole number {@code q} and back, for each feature. Back is one operation of doubles and one
 * rounding to float, alike in every language; whether it keeps the promise is looked at when a value is written.
 *
 * <pre>
 * steps   value = (float) (q * step), step = 2 * bound
 * ratios  value = (float) (q / divisor)
 * bits    value's bits = q >= 0 ? q : q ^ 0x7fffffff
 * </pre>
 *
 * <p>Immutable; any thread.
 */
final class Grid {

    /** In place of a number: the value is kept as it is. */
    static final int NOT_HELD = Integer.MIN_VALUE;

    /** Divisors of ratios, by their number in a header; number 0 is bits. */
    static final List<Double> DIVISORS = List.of(
            0.0,
            1.0,
            10.0,
            100.0,
            1e3,
            1e4,
            1e5,
            1e6,
            1e7,
            1e8,
            255.0,
            256.0,
            32768.0,
            65536.0,
            16777216.0,
            127.0,
            2.0,
            4.0,
            1e9);

    private static final double MOST = 1 << 30;
    private static final int EIGHTH_BITS = 3;
    private static final int MOST_OCTAVES = 31;
    private static final int LEAST_EXPONENT = -1_000;
    private static final byte ALL_BITS = 0;
    private static final byte ONE_STEP = 1;
    private static final byte OF_RANGES = 2;
    private static final byte STEPS = 3;
    private static final byte RATIOS = 4;

    private final double[] steps;
    private final double[] bounds;
    private final double[] divisors;
    private final byte[] written;

    private Grid(double[] steps, double[] bounds, double[] divisors, byte[] written) {
        this.steps = steps;
        this.bounds = bounds;
        this.divisors = divisors;
        this.written = written;
    }

    /**
     * A grid whose values are within the bounds of a fidelity.
     *
     * @param dim features
     * @param training what the manifest tells
     * @throws IllegalArgumentException when there are not as many bounds or ranges as features
     */
    static Grid bounded(Fidelity fidelity, int dim, Training training) {
        List<Double> asked = fidelity.bounds();
        if (fidelity.unit() == Fidelity.Unit.RANGE) {
            return ofRanges(asked.get(0), dim, training);
        }
        if (asked.size() == 1) {
            return oneStep(asked.get(0), dim);
        }
        if (asked.size() != dim) {
            throw new IllegalArgumentException(
                    "fidelity.bound: " + asked.size() + " bounds (expected: 1, or " + dim + ", one a feature)");
        }
        return eighths(asked);
    }

    /** Bounds of a byte each, in steps of an eighth of an octave or less, none above what was asked for. */
    private static Grid eighths(List<Double> asked) {
        double least = Collections.min(asked);
        int exponent = Math.max(LEAST_EXPONENT, Math.getExponent(least) - EIGHTH_BITS);
        ByteBuffer bytes = ByteBuffer.allocate(1 + Short.BYTES + asked.size())
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(STEPS)
                .putShort((short) exponent);
        for (double bound : asked) {
            int octave = Math.min(MOST_OCTAVES, Math.getExponent(bound) - EIGHTH_BITS - exponent);
            double eighths = Math.min(15, Math.floor(Math.scalb(bound, -exponent - octave)));
            bytes.put((byte) ((octave << EIGHTH_BITS) | ((int) eighths - 8)));
        }
        return read(bytes.flip(), asked.size(), Training.NONE);
    }

    /** A grid that gives every bit back, by those divisors, one a feature. */
    static Grid exact(byte[] divisors) {
        boolean allBits = true;
        double[] values = new double[divisors.length];
        for (int feature = 0; feature < divisors.length; feature++) {
            values[feature] = DIVISORS.get(divisors[feature]);
            allBits &= divisors[feature] == 0;
        }
        byte[] written = {ALL_BITS};
        if (!allBits) {
            written = new byte[1 + divisors.length];
            written[0] = RATIOS;
            System.arraycopy(divisors, 0, written, 1, divisors.length);
        }
        double[] none = new double[divisors.length];
        return new Grid(none, none, values, written);
    }

    private static Grid oneStep(double bound, int dim) {
        double[] bounds = new double[dim];
        Arrays.fill(bounds, bound);
        return ofBounds(bounds, number(ONE_STEP, bound));
    }

    private static Grid ofRanges(double share, int dim, Training training) {
        if (training.lows().size() != dim) {
            throw new IllegalArgumentException("fidelity.unit: range, but the model tells the range of "
                    + training.lows().size() + " features (expected: of " + dim + "; train it anew, or use absolute)");
        }
        double[] bounds = new double[dim];
        for (int feature = 0; feature < dim; feature++) {
            bounds[feature] = share * training.range(feature);
        }
        return ofBounds(bounds, number(OF_RANGES, share));
    }

    private static byte[] number(byte kind, double number) {
        return ByteBuffer.allocate(1 + Double.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(kind)
                .putDouble(number)
                .array();
    }

    private static Grid ofBounds(double[] bounds, byte[] written) {
        double[] steps = new double[bounds.length];
        for (int feature = 0; feature < steps.length; feature++) {
            steps[feature] = 2 * bounds[feature];
        }
        return new Grid(steps, bounds, new double[steps.length], written);
    }

    /**
     * Reads what {@link #written} gave.
     *
     * @throws IllegalArgumentException when it is none, or needs ranges that are not there
     */
    static Grid read(ByteBuffer bytes, int dim, Training training) {
        byte kind = bytes.get();
        switch (kind) {
            case ALL_BITS:
                return exact(new byte[dim]);
            case ONE_STEP:
                return oneStep(bytes.getDouble(), dim);
            case OF_RANGES:
                return ofRanges(bytes.getDouble(), dim, training);
            case STEPS:
                byte[] copy = new byte[1 + Short.BYTES + dim];
                bytes.position(bytes.position() - 1).get(copy);
                return ofEighths(copy);
            case RATIOS:
                byte[] divisors = new byte[dim];
                bytes.get(divisors);
                for (byte divisor : divisors) {
                    if (divisor < 0 || divisor >= DIVISORS.size()) {
                        throw new IllegalArgumentException(
                                "divisor: " + divisor + " (expected: 0 to " + (DIVISORS.size() - 1) + ")");
                    }
                }
                return exact(divisors);
            default:
                throw new IllegalArgumentException("grid: " + kind + " (expected: 0 to 4)");
        }
    }

    private static Grid ofEighths(byte[] written) {
        int exponent = ByteBuffer.wrap(written).order(ByteOrder.LITTLE_ENDIAN).getShort(1);
        double[] bounds = new double[written.length - 1 - Short.BYTES];
        for (int feature = 0; feature < bounds.length; feature++) {
            int number = written[1 + Short.BYTES + feature] & 0xff;
            bounds[feature] = Math.scalb(8.0 + (number & 7), exponent + (number >> EIGHTH_BITS));
        }
        return ofBounds(bounds, written);
    }

    byte[] written() {
        return written;
    }

    /** Whether it gives every bit back. */
    boolean isExact() {
        return written[0] == ALL_BITS || written[0] == RATIOS;
    }

    int dim() {
        return steps.length;
    }

    /** The number of a value, or {@link #NOT_HELD} where none keeps the promise. */
    int number(float value, int feature) {
        double step = steps[feature];
        if (step > 0) {
            return within(value, step, feature);
        }
        double divisor = divisors[feature];
        if (divisor > 0) {
            double scaled = value * divisor;
            int number = Math.abs(scaled) < MOST ? (int) Math.rint(scaled) : NOT_HELD;
            return Float.floatToRawIntBits((float) (number / divisor)) == Float.floatToRawIntBits(value)
                    ? number
                    : NOT_HELD;
        }
        int bits = Float.floatToRawIntBits(value);
        return bits >= 0 ? bits : bits ^ Integer.MAX_VALUE;
    }

    private int within(float value, double step, int feature) {
        double scaled = value / step;
        if (!(Math.abs(scaled) < MOST)) {
            return NOT_HELD;
        }
        int number = (int) Math.rint(scaled);
        double off = value - (double) (float) (number * step);
        if (Math.abs(off) <= bounds[feature]) {
            return number;
        }
        int next = off > 0 ? number + 1 : number - 1;
        return Math.abs(value - (double) (float) (next * step)) <= bounds[feature] ? next : NOT_HELD;
    }

    /** The value of a number. */
    float value(int number, int feature) {
        double step = steps[feature];
        if (step > 0) {
            return (float) (number * step);
        }
        double divisor = divisors[feature];
        if (divisor > 0) {
            return (float) (number / divisor);
        }
        return Float.intBitsToFloat(number >= 0 ? number : number ^ Integer.MAX_VALUE);
    }
}
