package dev.narrows.trainer.flags.training;

import dev.narrows.trainer.score.ScoreKind;
import dev.narrows.trainer.score.ScoreSettings;
import dev.narrows.trainer.setting.Words;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Flags for what the error of a vector is. What is not given is the default of {@link ScoreSettings}. */
public final class ScoreOptions {

    @Option(
            names = "--score",
            converter = Words.OfScore.class,
            paramLabel = "NAME",
            description =
                    "What the error of a vector is: mse, mae, standardised, mahalanobis, prototypes or auto, which"
                            + " compares with training rows that are kept in the model (default: mse).")
    private @Nullable ScoreKind kind;

    @Option(
            names = "--contamination",
            paramLabel = "SHARE",
            description = "Share of the vectors that are taken to be unusual themselves and left out, 0 to below 0.5"
                    + " (default: 0).")
    private @Nullable Double contamination;

    /**
     * The settings.
     *
     * @throws IllegalArgumentException where one is out of range
     */
    public ScoreSettings settings() {
        ScoreSettings settings = ScoreSettings.defaults();
        settings = kind == null ? settings : settings.withKind(kind);
        return contamination == null ? settings : settings.withContamination(contamination);
    }
}
