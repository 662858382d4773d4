package dev.narrows.trainer.fit;

/** Learning rate over time, as a share of the largest. One thread. */
public sealed interface Schedule {

    /** Which one. */
    enum Kind {
        /** Always the same. */
        CONSTANT,
        /** Rises over the first steps, then falls along a cosine to nearly nothing (Loshchilov and Hutter 2017). */
        COSINE,
        /** Halves when the validation loss has not become better for some epochs. */
        PLATEAU
    }

    /** The share, above 0 and at most 1, when {@code progress} (0 to 1) of the steps are done. */
    double share(double progress);

    /** Tells it the validation loss at the end of an epoch. */
    default void validated(double loss) {}

    /** What it remembers of the epochs so far. */
    default double[] memory() {
        return new double[0];
    }

    /** Goes on from an earlier {@link #memory()}. */
    default void resume(double[] memory) {}

    /** A fresh one. */
    static Schedule of(Kind kind) {
        return switch (kind) {
            case CONSTANT -> new Constant();
            case COSINE -> new Cosine();
            case PLATEAU -> new Plateau();
        };
    }

    /** 1 throughout. */
    record Constant() implements Schedule {
        @Override
        public double share(double progress) {
            return 1;
        }
    }

    /** {@code (1 + cos(pi progress)) / 2}, after a linear rise over the first 2 % of the way, never below 1/1000. */
    record Cosine() implements Schedule {
        private static final double RISE = 0.02;
        private static final double LEAST = 1e-3;

        @Override
        public double share(double progress) {
            double rise = Math.min(1, 0.1 + 0.9 * progress / RISE);
            return Math.max(LEAST, rise * (1 + Math.cos(Math.PI * progress)) / 2);
        }
    }

    /** Half after every 4 epochs without a validation loss that is 0.1 % better, never below 1/1000. */
    final class Plateau implements Schedule {
        private static final int PATIENCE = 4;
        private static final double BETTER = 0.999;
        private static final double LEAST = 1e-3;

        private double share = 1;
        private double best = Double.POSITIVE_INFINITY;
        private int waited;

        @Override
        public double share(double progress) {
            return share;
        }

        @Override
        public double[] memory() {
            return new double[] {share, best, waited};
        }

        @Override
        public void resume(double[] memory) {
            share = memory[0];
            best = memory[1];
            waited = (int) memory[2];
        }

        @Override
        public void validated(double loss) {
            if (loss < best * BETTER) {
                best = loss;
                waited = 0;
            } else if (++waited >= PATIENCE) {
                share = Math.max(LEAST, share / 2);
                waited = 0;
            }
        }
    }
}
