package dev.narrows.trainer.flags.training;

import dev.narrows.trainer.setting.Speed;
import dev.narrows.trainer.setting.TrainSettings;
import dev.narrows.trainer.setting.Words;
import java.time.Duration;
import picocli.CommandLine.Option;

/** Flags for how a kind is chosen. */
public final class ChoiceOptions {

    @Option(
            names = "--speed",
            converter = Words.OfSpeed.class,
            paramLabel = "NAME",
            description =
                    "What encoding a row may cost where the kind is auto: fast (1.5 times the linear candidate, or"
                            + " 0.5 us), balanced (twice, or 5 us) or best (the least error, whatever it costs)"
                            + " (default: balanced).")
    private Speed speed = Speed.BALANCED;

    @Option(
            names = "--budget",
            paramLabel = "MINUTES",
            description = "How long candidates are tried where the kind is auto; one that has begun is finished"
                    + " (default: ${DEFAULT-VALUE}).")
    private double minutes = TrainSettings.DEFAULT_BUDGET.toMinutes();

    /** {@code --speed}. */
    public Speed speed() {
        return speed;
    }

    /**
     * {@code --budget}.
     *
     * @throws IllegalArgumentException where it is below 0
     */
    public Duration budget() {
        if (!(minutes >= 0)) {
            throw new IllegalArgumentException("--budget: " + minutes + " (expected: 0 minutes or more)");
        }
        return Duration.ofMillis(Math.round(minutes * 60_000));
    }
}
