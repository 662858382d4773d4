package dev.narrows.trainer;

import dev.narrows.trainer.codec.OnnxCodec;
import dev.narrows.trainer.dataset.Dataset;
import dev.narrows.trainer.fit.FitSettings;
import dev.narrows.trainer.network.Kind;
import dev.narrows.trainer.network.NetworkSettings;
import dev.narrows.trainer.network.code.CodeKind;
import dev.narrows.trainer.network.scaling.Normalisation;
import dev.narrows.trainer.network.scaling.Scaling;
import dev.narrows.trainer.pipeline.Trainer;
import dev.narrows.trainer.setting.Speed;
import dev.narrows.trainer.setting.TrainDefaults;
import dev.narrows.trainer.setting.TrainSettings;
import dev.narrows.trainer.setting.WeightsChoice;
import dev.narrows.trainer.terminal.ProgressLine;
import java.io.PrintWriter;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * Trains models of the same data at several sizes, for the least squared error in raw units: with one scale for all
 * features, because that is how the error is measured. Otherwise with {@link TrainDefaults}. One thread.
 */
public final class RateTraining {

    private static final int MOST_CODE_BYTES = 64;

    private final Dataset train;
    private final Kind kind;
    private final CodeKind code;
    private final Speed speed;
    private final long seed;
    private final OptionalInt epochs;
    private final PrintWriter progress;
    private final Scaling scaling;

    /**
     * Looks at the data.
     *
     * @param kind of models
     * @param speed where the kind is chosen
     * @param code how latents become bytes
     * @param epochs empty for what the number of rows asks for
     * @param progress hears how far each training is
     */
    public RateTraining(
            Dataset train, Kind kind, Speed speed, CodeKind code, long seed, OptionalInt epochs, PrintWriter progress) {
        this.train = train;
        this.kind = kind;
        this.speed = speed;
        this.code = code;
        this.seed = seed;
        this.epochs = epochs;
        this.progress = progress;
        Scaling usual = Normalisation.of(train, Scaling.AUTO).scaling();
        this.scaling = usual == Scaling.RANGE ? Scaling.RANGE : Scaling.STANDARD;
    }

    /** Three sizes that fit vectors of {@code dim} values: the power of two up to dim / 2, at most 64, and two below. */
    public static List<Integer> sizes(int dim) {
        int largest = Math.min(MOST_CODE_BYTES, Integer.highestOneBit(Math.max(1, dim / 2)));
        return Stream.of(largest / 4, largest / 2, largest)
                .filter(size -> size > 0)
                .toList();
    }

    /** A model whose code has that many bytes, as the service runs it; the caller closes it. */
    public OnnxCodec codec(int codeBytes) {
        NetworkSettings network = TrainDefaults.network(train.dim(), codeBytes).toBuilder()
                .kind(kind)
                .code(code)
                .scaling(scaling)
                .build();
        FitSettings usual = TrainDefaults.fit(train.rows());
        FitSettings fit = usual.toBuilder()
                .epochs(epochs.orElse(usual.epochs()))
                .loss(TrainDefaults.loss(scaling))
                .seed(seed)
                .build();
        TrainSettings settings = TrainSettings.defaults("rate")
                .withNetwork(network)
                .withFit(fit)
                .withSplit(TrainDefaults.split(train.rows(), seed))
                .withWeights(WeightsChoice.FLOAT32)
                .withSpeed(speed, TrainSettings.DEFAULT_BUDGET);
        try (ProgressLine line = ProgressLine.start(progress)) {
            return OnnxCodec.of(Trainer.train(train, settings, line).artefact());
        }
    }
}
