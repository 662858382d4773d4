package dev.narrows.trainer.transform;

import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * Gives out levels to values of different variance where they lower the squared error the most for each bit, which is
 * reverse water-filling (Cover and Thomas 2006, 10.3.3) with quantisers that exist.
 */
final class BitAllocation {

    private BitAllocation() {}

    /**
     * The size of each value's quantiser.
     *
     * @param variances of the values
     * @param bits to give out: the sum of the logarithms of the numbers of levels stays at or below it
     */
    static int[] of(double[] variances, double bits, Quantiser quantiser) {
        int[] sizes = new int[variances.length];
        PriorityQueue<Step> steps = new PriorityQueue<>(
                Comparator.comparingDouble(Step::gain).reversed().thenComparingInt(Step::value));
        for (int value = 0; value < variances.length; value++) {
            steps.add(Step.from(value, 0, variances[value], quantiser));
        }
        double left = bits;
        while (!steps.isEmpty()) {
            Step step = steps.remove();
            if (step.bits() > left || !(step.gain() > 0)) {
                continue;
            }
            left -= step.bits();
            int size = ++sizes[step.value()];
            if (size + 1 < Quantiser.sizes()) {
                steps.add(Step.from(step.value(), size, variances[step.value()], quantiser));
            }
        }
        return sizes;
    }

    /** What the next larger quantiser of a value costs and brings, by bit. */
    private record Step(int value, double bits, double gain) {

        static Step from(int value, int size, double variance, Quantiser quantiser) {
            double bits = Math.log((double) Quantiser.levels(size + 1) / Quantiser.levels(size)) / Math.log(2);
            double less = quantiser.distortion(size) - quantiser.distortion(size + 1);
            return new Step(value, bits, variance * less / bits);
        }
    }
}
