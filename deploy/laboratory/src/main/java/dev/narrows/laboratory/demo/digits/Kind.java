package dev.narrows.laboratory.demo.digits;

import java.util.Arrays;
import java.util.Random;

/** What a record of the demo's stream holds: a digit, or something known not to be one. */
public enum Kind {
    /** An MNIST digit, as it is. */
    DIGIT(true),
    /** Every pixel at random. */
    NOISE(true) {
        @Override
        float[] apply(float[] digit, Random random) {
            float[] row = new float[digit.length];
            for (int i = 0; i < row.length; i++) {
                row[i] = random.nextFloat();
            }
            return row;
        }
    },
    /** A digit with paper and ink swapped. */
    INVERTED(true) {
        @Override
        float[] apply(float[] digit, Random random) {
            float[] row = new float[digit.length];
            for (int i = 0; i < row.length; i++) {
                row[i] = 1 - digit[i];
            }
            return row;
        }
    },
    /** A digit whose four blocks of 14 x 14 are in each other's place: shifted by half the picture right and down. */
    SHIFTED_BLOCKS(true) {
        @Override
        float[] apply(float[] digit, Random random) {
            int half = Digits.SIDE / 2;
            float[] row = new float[digit.length];
            for (int y = 0; y < Digits.SIDE; y++) {
                for (int x = 0; x < Digits.SIDE; x++) {
                    int to = (y + half) % Digits.SIDE * Digits.SIDE + (x + half) % Digits.SIDE;
                    row[to] = digit[y * Digits.SIDE + x];
                }
            }
            return row;
        }
    },
    /** Bytes at random: not a vector in any format. */
    GARBAGE(false),
    /** A vector, but of fewer values than a digit has. */
    WRONG_DIMENSION(false) {
        @Override
        float[] apply(float[] digit, Random random) {
            return Arrays.copyOf(digit, digit.length - 1 - random.nextInt(digit.length - 1));
        }
    };

    private final boolean readable;

    Kind(boolean readable) {
        this.readable = readable;
    }

    /** Whether the service can read it as a vector of the model's dimension; otherwise it belongs to the dead letters. */
    boolean readable() {
        return readable;
    }

    /** Readable, and to be alerted on. */
    public boolean anomalous() {
        return readable && this != DIGIT;
    }

    /** What this kind makes of a digit [784]; the argument is left as it is. */
    float[] apply(float[] digit, Random random) {
        return digit;
    }
}
