package dev.narrows.trainer.transform;

import java.util.Arrays;

/**
 * Which classes a row is coded in to see which of them loses least. Coding it in all would cost as much as they are many, so
 * only the {@value #MOST} are tried of which the least loss is expected: each component's squared distance from the class's
 * mean, of which a quantiser of n levels loses about 2.5 / n^2 and a component that is not kept loses all. It is a sum of
 * squares and components alone, so one product gives it for all classes. The classes for strangers are always tried. Of 258
 * classes on four sets this left an error 0.5 to 2.2 % above that of trying all. Immutable.
 */
final class Shortlist {

    /** Classes that are tried at most. */
    static final int MOST = 8;

    /** What makes a class come before all others. */
    private static final float ALWAYS = -1e30f;

    private final int classes;
    private final int dims;
    /** [dims, classes], times the square of a component. */
    final float[] ofSquare;
    /** [dims, classes], times the component. */
    final float[] ofValue;
    /** [classes]. */
    final float[] constant;

    Shortlist(CodeTables tables) {
        this.classes = tables.classes;
        this.dims = tables.dims;
        ofSquare = new float[dims * classes];
        ofValue = new float[dims * classes];
        constant = new float[classes];
        for (int c = 0; c < classes; c++) {
            if (c >= classes - RowClasses.STRANGERS) {
                constant[c] = ALWAYS;
                continue;
            }
            double sum = 0;
            for (int i = 0; i < dims; i++) {
                double share = tables.lostShare[c * dims + i];
                double mean = tables.mean[c * dims + i];
                ofSquare[i * classes + c] = (float) share;
                ofValue[i * classes + c] = (float) (-2 * share * mean);
                sum += share * mean * mean;
            }
            constant[c] = (float) sum;
        }
    }

    /** Whether there are more classes than are tried. */
    static boolean needed(CodeTables tables) {
        return tables.classes > MOST;
    }

    /** Writes the expected loss of a row in each class. */
    void expect(float[] components, int from, float[] expected) {
        System.arraycopy(constant, 0, expected, 0, classes);
        for (int i = 0; i < dims; i++) {
            float value = components[from + i];
            float square = value * value;
            int at = i * classes;
            for (int c = 0; c < classes; c++) {
                expected[c] += square * ofSquare[at + c] + value * ofValue[at + c];
            }
        }
    }

    /** The largest expectation of a class that is tried. */
    static float last(float[] expected) {
        float[] sorted = expected.clone();
        Arrays.sort(sorted);
        return sorted[MOST - 1];
    }
}
