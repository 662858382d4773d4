package dev.narrows.trainer.flags.training;

import static dev.narrows.trainer.flags.training.NetworkOptions.given;

import dev.narrows.trainer.fit.FitSettings;
import dev.narrows.trainer.fit.Loss;
import dev.narrows.trainer.fit.Optimiser;
import dev.narrows.trainer.fit.Schedule;
import dev.narrows.trainer.setting.TrainDefaults;
import dev.narrows.trainer.setting.Words;
import dev.narrows.trainer.tensor.DeviceChoice;
import dev.narrows.trainer.tensor.Torch;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Flags for how weights are found. What is not given is the default of {@link TrainDefaults}, else of {@link FitSettings}. */
public final class FitOptions {

    @Option(
            names = "--epochs",
            paramLabel = "N",
            description = "Most passes over the training rows (default: from their number, 20 to 400).")
    private @Nullable Integer epochs;

    @Option(
            names = "--batch-size",
            paramLabel = "ROWS",
            description = "Rows a step (default: 64; 128 from 20,000 rows on).")
    private @Nullable Integer batchSize;

    @Option(names = "--learning-rate", paramLabel = "RATE", description = "Largest step size (default: 0.002).")
    private @Nullable Double learningRate;

    @Option(
            names = "--optimiser",
            converter = Words.OfOptimiser.class,
            paramLabel = "NAME",
            description = "adam, adamw or sgd (default: adam).")
    private Optimiser.@Nullable Kind optimiser;

    @Option(
            names = "--schedule",
            converter = Words.OfSchedule.class,
            paramLabel = "NAME",
            description = "How the step size changes: constant, cosine or plateau (default: cosine).")
    private Schedule.@Nullable Kind schedule;

    @Option(
            names = "--loss",
            converter = Words.OfLoss.class,
            paramLabel = "NAME",
            description = "mse, mae, huber or bce (default: bce where scaled to 0 to 1 as a whole, else mse).")
    private @Nullable Loss loss;

    @Option(names = "--l1", paramLabel = "WEIGHT", description = "Weight of absolute weights in the loss (default: 0).")
    private @Nullable Double l1;

    @Option(
            names = "--l2",
            paramLabel = "WEIGHT",
            description = "Weight of squared weights in the loss, or adamw's decay (default: 0).")
    private @Nullable Double l2;

    @Option(
            names = "--patience",
            paramLabel = "EPOCHS",
            description = "Epochs without a better validation loss after which to stop; 0 never stops early"
                    + " (default: a tenth of the epochs, at least 10).")
    private @Nullable Integer patience;

    @Option(
            names = "--quantised-share",
            paramLabel = "SHARE",
            description =
                    "Share of the epochs, the last ones, that train through the rounding to bytes" + " (default: 0.5).")
    private @Nullable Double quantisedShare;

    @Option(names = "--workers", paramLabel = "N", description = "Threads; 0 for as many as pay (default: 0).")
    private @Nullable Integer workers;

    @Option(
            names = "--restarts",
            paramLabel = "N",
            description = "Fits from different first weights, of which the best on the validation part is kept"
                    + " (default: 1).")
    private @Nullable Integer restarts;

    @Option(
            names = "--device",
            converter = Words.OfDevice.class,
            paramLabel = "NAME",
            description =
                    "What computes: auto, cpu or cuda (default: auto, which is cuda where a build with -Pcuda-train finds"
                            + " a device).")
    private @Nullable DeviceChoice device;

    @Option(
            names = "--prune",
            paramLabel = "SHARE",
            description =
                    "Share of the weights that become 0 after the fit, those of the smallest magnitude, and stay 0"
                            + " while the others are trained on (default: 0, none).")
    private @Nullable Double prune;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Of the first weights, the order of rows and their split (default: 1).")
    private @Nullable Long seed;

    /**
     * The settings for that many rows.
     *
     * @param usualLoss where none is given
     * @throws IllegalArgumentException where one is out of range
     */
    public FitSettings settings(int rows, Supplier<Loss> usualLoss) {
        FitSettings.Builder settings = TrainDefaults.fit(rows).toBuilder().loss(loss == null ? usualLoss.get() : loss);
        given(epochs, settings::epochs);
        given(batchSize, settings::batchSize);
        given(learningRate, settings::learningRate);
        given(optimiser, settings::optimiser);
        given(schedule, settings::schedule);
        given(l1, settings::l1);
        given(l2, settings::l2);
        given(patience, settings::patience);
        given(quantisedShare, settings::quantisedShare);
        given(workers, settings::workers);
        given(restarts, settings::restarts);
        given(prune, settings::prune);
        given(device, settings::device);
        given(seed, settings::seed);
        FitSettings built = settings.build();
        // A device that is not there is said now, not after the rows have been read and scaled.
        built.device().resolve(Torch::isCudaAvailable);
        return built;
    }
}
