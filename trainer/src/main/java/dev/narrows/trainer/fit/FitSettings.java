package dev.narrows.trainer.fit;

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
        long seed) {

    /** Checks ranges. */
    public FitSettings {
        atLeast("epochs", epochs, 1);
        atLeast("batchSize", batchSize, 1);
        atLeast("patience", patience, 0);
        atLeast("workers", workers, 0);
        atLeast("l1", l1, 0);
        atLeast("l2", l2, 0);
        if (!(learningRate > 0 && learningRate <= 10)) {
            throw new IllegalArgumentException("learningRate: " + learningRate + " (expected: above 0, at most 10)");
        }
        if (!(quantisedShare > 0 && quantisedShare <= 1)) {
            throw new IllegalArgumentException("quantisedShare: " + quantisedShare + " (expected: above 0, at most 1)");
        }
    }

    /** Adam from 2e-3 along a cosine, batches of 64, mean squared error. */
    public static FitSettings defaults() {
        return new FitSettings(30, 64, 2e-3, Optimiser.Kind.ADAM, Schedule.Kind.COSINE, Loss.MSE, 0, 0, 10, 0.5, 0, 1);
    }

    /** The same with that many epochs at most. */
    public FitSettings withEpochs(int other) {
        return new FitSettings(
                other,
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
                seed);
    }

    /** The same with another batch size. */
    public FitSettings withBatchSize(int other) {
        return new FitSettings(
                epochs,
                other,
                learningRate,
                optimiser,
                schedule,
                loss,
                l1,
                l2,
                patience,
                quantisedShare,
                workers,
                seed);
    }

    /** The same with another largest step size. */
    public FitSettings withLearningRate(double other) {
        return new FitSettings(
                epochs, batchSize, other, optimiser, schedule, loss, l1, l2, patience, quantisedShare, workers, seed);
    }

    /** The same with another optimiser. */
    public FitSettings withOptimiser(Optimiser.Kind other) {
        return new FitSettings(
                epochs,
                batchSize,
                learningRate,
                other,
                schedule,
                loss,
                l1,
                l2,
                patience,
                quantisedShare,
                workers,
                seed);
    }

    /** The same with another schedule. */
    public FitSettings withSchedule(Schedule.Kind other) {
        return new FitSettings(
                epochs,
                batchSize,
                learningRate,
                optimiser,
                other,
                loss,
                l1,
                l2,
                patience,
                quantisedShare,
                workers,
                seed);
    }

    /** The same with another loss. */
    public FitSettings withLoss(Loss other) {
        return new FitSettings(
                epochs,
                batchSize,
                learningRate,
                optimiser,
                schedule,
                other,
                l1,
                l2,
                patience,
                quantisedShare,
                workers,
                seed);
    }

    /** The same with another patience. */
    public FitSettings withPatience(int other) {
        return new FitSettings(
                epochs,
                batchSize,
                learningRate,
                optimiser,
                schedule,
                loss,
                l1,
                l2,
                other,
                quantisedShare,
                workers,
                seed);
    }

    /** The same with another share of quantised epochs. */
    public FitSettings withQuantisedShare(double other) {
        return new FitSettings(
                epochs, batchSize, learningRate, optimiser, schedule, loss, l1, l2, patience, other, workers, seed);
    }

    /** The same with that many threads. */
    public FitSettings withWorkers(int other) {
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
                other,
                seed);
    }

    /** The same with another seed. */
    public FitSettings withSeed(long other) {
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
                other);
    }

    private static void atLeast(String name, double value, double least) {
        if (!(value >= least)) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: >= " + least + ")");
        }
    }
}
