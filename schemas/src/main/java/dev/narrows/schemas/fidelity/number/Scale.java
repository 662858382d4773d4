package dev.narrows.schemas.fidelity.number;

import java.util.Arrays;

/**
 * How the values of one feature become whole numbers and back. Back is one operation of doubles and one rounding to float,
 * alike in every language; whether it keeps the promise is looked at when a value is written.
 *
 * <p>Immutable; any thread.
 */
public sealed interface Scale {

    /** In place of a number: the value is kept as it is. */
    int NOT_HELD = Integer.MIN_VALUE;

    /** Most that a number may be, without its sign. */
    double MOST = 1 << 30;

    /** The number of a value, or {@link #NOT_HELD} where none keeps the promise. */
    int number(float value);

    /**
     * The value of a number; of any, whoever wrote it.
     *
     * @param rest what {@link #rest} said of the value
     */
    float value(int number, int rest);

    /** How many bits, 0 to 23, tell the values of one number from each other. */
    default int restBits(int number) {
        return 0;
    }

    /** These bits. */
    default int rest(float value, int bits) {
        return 0;
    }

    private static boolean same(float one, float other) {
        return Float.floatToRawIntBits(one) == Float.floatToRawIntBits(other);
    }

    /** The float32 whose bits are {@code q >= 0 ? q : q ^ 0x7fffffff}: their order is that of the values. */
    record Bits() implements Scale {
        @Override
        public int number(float value) {
            int bits = Float.floatToRawIntBits(value);
            return bits >= 0 ? bits : bits ^ Integer.MAX_VALUE;
        }

        @Override
        public float value(int number, int rest) {
            return Float.intBitsToFloat(number >= 0 ? number : number ^ Integer.MAX_VALUE);
        }
    }

    /** {@code (float) (q * step)}, within half a step. */
    record Steps(double step, double bound) implements Scale {
        @Override
        public int number(float value) {
            double scaled = value / step;
            if (!(Math.abs(scaled) < MOST)) {
                return NOT_HELD;
            }
            int number = (int) Math.rint(scaled);
            double off = value - (double) (float) (number * step);
            if (Math.abs(off) <= bound) {
                return number;
            }
            int next = off > 0 ? number + 1 : number - 1;
            return Math.abs(value - (double) (float) (next * step)) <= bound ? next : NOT_HELD;
        }

        @Override
        public float value(int number, int rest) {
            return (float) (number * step);
        }
    }

    /** {@code (float) (q / divisor)}, to the bit where the bound is 0. */
    record Ratios(double divisor, double bound) implements Scale {
        @Override
        public int number(float value) {
            double scaled = value * divisor;
            int number = Math.abs(scaled) < MOST ? (int) Math.rint(scaled) : NOT_HELD;
            float back = (float) (number / divisor);
            return same(value, back) || (bound > 0 && Math.abs((double) value - back) <= bound) ? number : NOT_HELD;
        }

        @Override
        public float value(int number, int rest) {
            return (float) (number / divisor);
        }
    }

    /**
     * {@code q} whole units of {@code 2^exponent}, towards zero, and the bits of the mantissa below them: {@code q} is what
     * can be told of a value, the rest is noise. Less than a unit is held only where it is 0.
     */
    record Leading(int exponent) implements Scale {

        private static final int MANTISSA = 23;

        @Override
        public int number(float value) {
            double units = Math.scalb((double) value, -exponent);
            if (!(Math.abs(units) < MOST)) {
                return NOT_HELD;
            }
            int number = (int) units;
            return number != 0 || Float.floatToRawIntBits(value) == 0 ? number : NOT_HELD;
        }

        @Override
        public float value(int number, int rest) {
            float leading = (float) Math.scalb((double) number, exponent);
            return Float.intBitsToFloat(Float.floatToRawIntBits(leading) | rest);
        }

        @Override
        public int restBits(int number) {
            int highest = 31 - Integer.numberOfLeadingZeros(Math.abs(number));
            return number == 0 ? 0 : Math.max(0, MANTISSA - highest);
        }

        @Override
        public int rest(float value, int bits) {
            return Float.floatToRawIntBits(value) & ((1 << bits) - 1);
        }
    }

    /** The q-th of some values, the first or last of them where there is none. */
    final class Listed implements Scale {

        private final float[] values;
        private final double bound;

        /** @param values one at least, sorted, each once */
        public Listed(float[] values, double bound) {
            this.values = values;
            this.bound = bound;
        }

        public float[] values() {
            return values.clone();
        }

        @Override
        public int number(float value) {
            int at = Arrays.binarySearch(values, value);
            if (at >= 0) {
                return bound > 0 || same(values[at], value) ? at : NOT_HELD;
            }
            int above = -at - 1;
            double over = above < values.length ? Math.abs(values[above] - (double) value) : Double.NaN;
            double under = above > 0 ? Math.abs((double) value - values[above - 1]) : Double.NaN;
            if (bound > 0 && under <= bound && !(over < under)) {
                return above - 1;
            }
            return bound > 0 && over <= bound ? above : NOT_HELD;
        }

        @Override
        public float value(int number, int rest) {
            return values[Math.max(0, Math.min(values.length - 1, number))];
        }
    }
}
