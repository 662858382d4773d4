package dev.narrows.schemas.fidelity;

import dev.narrows.schemas.fidelity.entropy.RangeDecoder;
import dev.narrows.schemas.fidelity.entropy.RangeEncoder;
import dev.narrows.schemas.fidelity.entropy.Residual;
import dev.narrows.schemas.fidelity.number.Scale;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** The {@link Scale} of each feature, and the bytes that say so. Immutable; any thread. */
final class Grid {

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

    private static final int EIGHTH_BITS = 3;
    private static final int MOST_OCTAVES = 31;
    private static final int LEAST_EXPONENT = -1_000;
    private static final byte ALL_BITS = 0;
    private static final byte ONE_STEP = 1;
    private static final byte OF_RANGES = 2;
    private static final byte STEPS = 3;
    private static final byte RATIOS = 4;

    private final Scale[] scales;
    private final byte[] promise;
    private final byte[] written;

    private Grid(Scale[] scales, byte[] promise, byte[] written) {
        this.scales = scales;
        this.promise = promise;
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
        Scale[] scales = new Scale[divisors.length];
        boolean allBits = true;
        for (int feature = 0; feature < divisors.length; feature++) {
            scales[feature] = divisors[feature] == 0 ? new Scale.Bits() : ratio(divisors[feature], 0);
            allBits &= divisors[feature] == 0;
        }
        byte[] written = {ALL_BITS};
        if (!allBits) {
            written = new byte[1 + divisors.length];
            written[0] = RATIOS;
            System.arraycopy(divisors, 0, written, 1, divisors.length);
        }
        return new Grid(scales, new byte[] {ALL_BITS}, written);
    }

    /** The ratio of that divisor, 1 or more, by its number. */
    static Scale ratio(byte divisor, double bound) {
        if (divisor < 0 || divisor >= DIVISORS.size()) {
            throw new IllegalArgumentException(
                    "divisor: " + divisor + " (expected: 0 to " + (DIVISORS.size() - 1) + ")");
        }
        return new Scale.Ratios(DIVISORS.get(divisor), bound);
    }

    private static Grid oneStep(double bound, int dim) {
        double[] bounds = new double[dim];
        Arrays.fill(bounds, bound);
        return ofBounds(bounds, number(ONE_STEP, bound));
    }

    private static Grid ofRanges(double share, int dim, Training training) {
        if (training.lows().size() != dim) {
            throw new IllegalArgumentException("fidelity.bound.unit: range, but the model tells the range of "
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
        Scale[] scales = new Scale[bounds.length];
        for (int feature = 0; feature < scales.length; feature++) {
            double step = 2 * bounds[feature];
            scales[feature] = step > 0 ? new Scale.Steps(step, bounds[feature]) : new Scale.Bits();
        }
        return new Grid(scales, written, written);
    }

    /** A grid for the same promise with other scales for some features, as {@link Scales} writes them. */
    Grid with(Scale[] others) {
        return new Grid(others, promise, Scales.write(promise, others));
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
                return exact(divisors);
            case Scales.KIND:
                if (bytes.get(bytes.position()) == Scales.KIND) {
                    throw new IllegalArgumentException("grid: scales of scales (expected: of another grid)");
                }
                Grid base = read(bytes, dim, training);
                return base.with(Scales.read(bytes, base));
            default:
                throw new IllegalArgumentException("grid: " + kind + " (expected: 0 to 5)");
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

    /** The number of a value, or {@link Scale#NOT_HELD} where none keeps the promise. */
    int number(float value, int feature) {
        return scales[feature].number(value);
    }

    /** Writes what tells values of one number from each other. */
    void writeRest(RangeEncoder coder, int number, float value, int feature) {
        Scale scale = scales[feature];
        int bits = scale.restBits(number);
        if (bits > 0) {
            Residual.writeBits(coder, scale.rest(value, bits), bits);
        }
    }

    /** The value of a number, whose rest is read. */
    float readValue(RangeDecoder coder, int number, int feature) {
        Scale scale = scales[feature];
        int bits = scale.restBits(number);
        return scale.value(number, bits > 0 ? Residual.readBits(coder, bits) : 0);
    }

    /** Whether both promise the same, whatever their numbers are. */
    boolean promisesAs(Grid other) {
        return Arrays.equals(promise, other.promise);
    }

    /** Most that a value may be off, 0 where every bit comes back. */
    double bound(int feature) {
        return scales[feature] instanceof Scale.Steps steps ? steps.bound() : 0;
    }

    int dim() {
        return scales.length;
    }

    Scale scale(int feature) {
        return scales[feature];
    }
}
