package dev.narrows.trainer.flags.training;

import dev.narrows.trainer.checkpoint.Checkpoints;
import dev.narrows.trainer.dataset.Dataset;
import dev.narrows.trainer.pipeline.TrainedModel;
import dev.narrows.trainer.pipeline.Trainer;
import dev.narrows.trainer.setting.TrainDefaults;
import dev.narrows.trainer.setting.TrainSettings;
import dev.narrows.trainer.sweep.SizeSearch;
import dev.narrows.trainer.sweep.ValueRange;
import dev.narrows.trainer.terminal.ProgressLine;
import java.io.PrintWriter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Flags that ask for an outcome instead of a size of code. */
public final class TargetOptions {

    @Option(
            names = "--target-mse",
            paramLabel = "ERROR",
            description = "Smallest code with at most that mean squared error on the validation part, over the squared"
                    + " range of all values. Trains several models.")
    private @Nullable Double mse;

    @Option(
            names = "--target-ratio",
            paramLabel = "RATIO",
            description = "Largest code that makes float32 vectors at least that many times smaller.")
    private @Nullable Double ratio;

    /** Whether one of them decides the size. */
    public boolean given() {
        return mse != null || ratio != null;
    }

    /**
     * Refuses what cannot be met together with the other options.
     *
     * @param sized whether another option gives the size
     * @throws IllegalArgumentException where they cannot be right
     */
    public void check(boolean sized, int dim) {
        if (given() && (sized || (mse != null && ratio != null))) {
            throw new IllegalArgumentException(
                    "--target-mse, --target-ratio: together with what decides the size too (expected: one of them, without"
                            + " --latent and --code-bytes)");
        }
        if (mse != null && !(mse > 0)) {
            throw new IllegalArgumentException("--target-mse: " + mse + " (expected: above 0)");
        }
        if (ratio != null && !(ratio >= 1 && ratio <= (double) dim * Float.BYTES)) {
            throw new IllegalArgumentException("--target-ratio: " + ratio + " (expected: 1 to " + dim * Float.BYTES
                    + ", a byte for a whole vector)");
        }
    }

    /** The model that was asked for. */
    public TrainedModel train(
            Dataset data, Function<Integer, TrainSettings> sized, PrintWriter err, Checkpoints checkpoints) {
        if (ratio != null) {
            int bytes = (int) Math.max(1, Math.min(data.dim(), Math.floor(data.dim() * Float.BYTES / ratio)));
            return train(data, sized.apply(bytes), err, checkpoints);
        }
        double asked = mse == null ? Double.POSITIVE_INFINITY : mse;
        ValueRange range = ValueRange.of(data);
        Map<Integer, TrainedModel> models = new HashMap<>();
        SizeSearch search = new SizeSearch(data.dim(), bytes -> {
            TrainedModel model = train(data, sized.apply(bytes), err, checkpoints.within("bytes-" + bytes));
            models.put(bytes, model);
            double error = range.relative(model.comparison().model().mse());
            err.printf(Locale.ROOT, "%d bytes: mse %.3g (target %.3g)%n", bytes, error, asked);
            return error;
        });
        OptionalInt found = search.smallest(asked, TrainDefaults.codeBytes(data.dim()));
        TrainedModel model = found.isPresent() ? models.get(found.getAsInt()) : null;
        if (model == null) {
            throw new IllegalStateException(String.format(
                    Locale.ROOT,
                    "--target-mse: %s (expected: at least %.3g, the least that %d bytes or fewer gave)",
                    mse,
                    search.least(),
                    data.dim()));
        }
        return model;
    }

    public static TrainedModel train(Dataset data, TrainSettings settings, PrintWriter err, Checkpoints checkpoints) {
        try (ProgressLine progress = ProgressLine.start(err)) {
            return Trainer.train(data, settings, progress, checkpoints);
        }
    }
}
