package dev.narrows.trainer.fit;

import dev.narrows.trainer.tensor.DeviceChoice;

/**
 * How weights are found.
 *
 * @param epochs most passes over the training rows
 * @param batchSize rows a step
 * @param learningRate largest step size
 * @param optimiser how a gradient becomes a step
 * @param schedule how the step size changes
 * @param loss what becomes small
 * @param l1 weight of the sum of absolute weights in the loss
 * @param l2 weight of half the sum of squared weights in the loss; for ADAMW the decay
 * @param patience epochs without a better validation loss after which a phase ends; 0 never ends it early
 * @param quantisedShare share of the epochs, the last ones, in which the latent goes through its code
 * @param workers threads; 0 for as many as pay
 * @param restarts fits, each from first weights of its own, of which the best is kept; 1 or more
 * @param prune share of the weights that are taken out after the fit, 0 or more and below 1; 0 leaves all
 * @param device that computes
 * @param seed of the first weights and of the order of rows
 */
public record FitSettings(
        int epochs,
        int batchSize,
        double learningRate,
        Optimiser.Kind optimiser,
        Schedule.Kind schedule,
        Loss loss,
        double l1,
        double l2,
        int patience,
        double quantisedShare,
        int workers,
        int restarts,
        double prune,
        DeviceChoice device,
        long seed) {

    /** Checks ranges. */
    public FitSettings {
        atLeast("epochs", epochs, 1);
        atLeast("batchSize", batchSize, 1);
        atLeast("patience", patience, 0);
        atLeast("workers", workers, 0);
        atLeast("restarts", restarts, 1);
        atLeast("l1", l1, 0);
        atLeast("l2", l2, 0);
        if (!(prune >= 0 && prune < 1)) {
            throw new IllegalArgumentException("prune: " + prune + " (expected: 0 or more, below 1)");
        }
        if (!(learningRate > 0 && learningRate <= 10)) {
            throw new IllegalArgumentException("learningRate: " + learningRate + " (expected: above 0, at most 10)");
        }
        if (!(quantisedShare > 0 && quantisedShare <= 1)) {
            throw new IllegalArgumentException("quantisedShare: " + quantisedShare + " (expected: above 0, at most 1)");
        }
    }

    /** Adam from 2e-3 along a cosine, batches of 64, mean squared error. */
    public static FitSettings defaults() {
        return builder().build();
    }

    /** Starts from the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** Starts from these. */
    public Builder toBuilder() {
        return builder()
                .epochs(epochs)
                .batchSize(batchSize)
                .learningRate(learningRate)
                .optimiser(optimiser)
                .schedule(schedule)
                .loss(loss)
                .l1(l1)
                .l2(l2)
                .patience(patience)
                .quantisedShare(quantisedShare)
                .workers(workers)
                .restarts(restarts)
                .prune(prune)
                .device(device)
                .seed(seed);
    }

    private static void atLeast(String name, double value, double least) {
        if (!(value >= least)) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: >= " + least + ")");
        }
    }

    /** Settings as they are put together; each method sets the component of its name. One thread. */
    public static final class Builder {
        private int epochs = 30;
        private int batchSize = 64;
        private double learningRate = 2e-3;
        private Optimiser.Kind optimiser = Optimiser.Kind.ADAM;
        private Schedule.Kind schedule = Schedule.Kind.COSINE;
        private Loss loss = Loss.MSE;
        private double l1;
        private double l2;
        private int patience = 10;
        private double quantisedShare = 0.5;
        private int workers;
        private int restarts = 1;
        private double prune;
        private DeviceChoice device = DeviceChoice.AUTO;
        private long seed = 1;

        private Builder() {}

        /** Sets {@link FitSettings#epochs()}. */
        public Builder epochs(int value) {
            epochs = value;
            return this;
        }

        /** Sets {@link FitSettings#batchSize()}. */
        public Builder batchSize(int value) {
            batchSize = value;
            return this;
        }

        /** Sets {@link FitSettings#learningRate()}. */
        public Builder learningRate(double value) {
            learningRate = value;
            return this;
        }

        /** Sets {@link FitSettings#optimiser()}. */
        public Builder optimiser(Optimiser.Kind value) {
            optimiser = value;
            return this;
        }

        /** Sets {@link FitSettings#schedule()}. */
        public Builder schedule(Schedule.Kind value) {
            schedule = value;
            return this;
        }

        /** Sets {@link FitSettings#loss()}. */
        public Builder loss(Loss value) {
            loss = value;
            return this;
        }

        /** Sets {@link FitSettings#l1()}. */
        public Builder l1(double value) {
            l1 = value;
            return this;
        }

        /** Sets {@link FitSettings#l2()}. */
        public Builder l2(double value) {
            l2 = value;
            return this;
        }

        /** Sets {@link FitSettings#patience()}. */
        public Builder patience(int value) {
            patience = value;
            return this;
        }

        /** Sets {@link FitSettings#quantisedShare()}. */
        public Builder quantisedShare(double value) {
            quantisedShare = value;
            return this;
        }

        /** Sets {@link FitSettings#workers()}. */
        public Builder workers(int value) {
            workers = value;
            return this;
        }

        /** Sets {@link FitSettings#restarts()}. */
        public Builder restarts(int value) {
            restarts = value;
            return this;
        }

        /** Sets {@link FitSettings#prune()}. */
        public Builder prune(double value) {
            prune = value;
            return this;
        }

        /** Sets {@link FitSettings#device()}. */
        public Builder device(DeviceChoice value) {
            device = value;
            return this;
        }

        /** Sets {@link FitSettings#seed()}. */
        public Builder seed(long value) {
            seed = value;
            return this;
        }

        /**
         * The settings.
         *
         * @throws IllegalArgumentException where one is out of range
         */
        public FitSettings build() {
            return new FitSettings(
                    epochs,
                    batchSize,
                    learningRate,
                    optimiser,
                    schedule,
                    loss,
                    l1,
                    l2,
                    patience,
                    quantisedShare,
                    workers,
                    restarts,
                    prune,
                    device,
                    seed);
        }
    }
}
