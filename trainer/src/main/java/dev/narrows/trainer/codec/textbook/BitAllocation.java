package dev.narrows.trainer.codec.textbook;

/**
 * Which value gets how many bits (reverse water-filling, Huang and Schultheiss 1963, in whole bits): a bit quarters the
 * squared error of its value, so each one in turn goes to the value whose error is largest by then. Stateless.
 */
final class BitAllocation {

    /** Of one value, at most. */
    static final int MOST = Byte.SIZE;

    private static final double LEFT_BY_A_BIT = 0.25;

    private BitAllocation() {}

    /**
     * Shares out bits.
     *
     * @param variances of the values, each 0 or more
     * @param bits 0 or more; what is beyond {@value #MOST} for each value is not given out
     * @return bits of each value, 0 to {@value #MOST}
     */
    static int[] of(double[] variances, int bits) {
        double[] errors = variances.clone();
        int[] given = new int[errors.length];
        int most = Math.min(bits, MOST * errors.length);
        for (int bit = 0; bit < most; bit++) {
            int worst = worst(errors, given);
            given[worst]++;
            errors[worst] *= LEFT_BY_A_BIT;
        }
        return given;
    }

    private static int worst(double[] errors, int[] given) {
        int worst = -1;
        for (int i = 0; i < errors.length; i++) {
            if (given[i] < MOST && (worst < 0 || errors[i] > errors[worst])) {
                worst = i;
            }
        }
        return worst;
    }
}
