package dev.narrows.trainer;

import dev.narrows.trainer.dataset.Dataset;
import dev.narrows.trainer.network.Kind;
import dev.narrows.trainer.network.code.CodeKind;
import dev.narrows.trainer.setting.Speed;
import dev.narrows.trainer.setting.Words;
import java.io.PrintWriter;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a comparison of sizes lets one choose of the models that it trains. */
public final class RateOptions {

    @Option(
            names = "--kind",
            paramLabel = "NAME",
            converter = Words.OfKind.class,
            description = "Kind of our models, as in train --kind (default: auto).")
    private Kind kind = Kind.AUTO;

    @Option(
            names = "--speed",
            paramLabel = "NAME",
            converter = Words.OfSpeed.class,
            description = "What encoding a row may cost, as in train --speed (default: best).")
    private Speed speed = Speed.BEST;

    @Option(
            names = "--code",
            paramLabel = "CODE",
            converter = Words.OfCode.class,
            description = "How our latents become bytes: scalar or vq (default: scalar).")
    private CodeKind code = CodeKind.SCALAR;

    @Option(names = "--seed", paramLabel = "N", description = "Of the split and the trainings (default: 1).")
    private long seed = 1;

    @Option(
            names = "--epochs",
            paramLabel = "N",
            description = "Passes over the training rows (default: from their number).")
    private @Nullable Integer epochs;

    /** {@code --seed}. */
    public long seed() {
        return seed;
    }

    /** Trains models of those rows as asked; {@code progress} hears how far it is. */
    public RateTraining training(Dataset train, PrintWriter progress) {
        return new RateTraining(
                train,
                kind,
                speed,
                code,
                seed,
                epochs == null ? OptionalInt.empty() : OptionalInt.of(epochs),
                progress);
    }
}
