package dev.narrows.trainer.flags.training;

import static dev.narrows.trainer.flags.training.NetworkOptions.given;
import static dev.narrows.trainer.flags.training.NetworkOptions.or;

import dev.narrows.trainer.network.Kind;
import dev.narrows.trainer.network.NetworkSettings;
import dev.narrows.trainer.network.convolution.ConvolutionSettings;
import dev.narrows.trainer.network.regularisation.Noise;
import dev.narrows.trainer.network.regularisation.Sparsity;
import dev.narrows.trainer.setting.Words;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Flags for the sort of autoencoder and what belongs to each. What is not given is the default of its settings. */
final class KindOptions {

    @Option(
            names = "--kind",
            converter = Words.OfKind.class,
            paramLabel = "NAME",
            description =
                    "auto, which tries several and takes the best for the data; linear, classified, pq, opq, rvq, dense,"
                            + " denoising, sparse, variational, adversarial or convolutional (default: auto; dense with options of a network).")
    private @Nullable Kind kind;

    @Option(
            names = "--classes",
            paramLabel = "N",
            description = "Classes of rows that the kind classified tells apart, 2 to 256 (default: 16).")
    private @Nullable Integer classes;

    @Option(
            names = "--noise",
            converter = Words.OfNoise.class,
            paramLabel = "NAME",
            description = "Noise on the input while training: none, gaussian, masking or salt-and-pepper"
                    + " (default: none; gaussian for the kind denoising).")
    private Noise.@Nullable Kind noise;

    @Option(
            names = "--noise-level",
            paramLabel = "LEVEL",
            description =
                    "Its standard deviation in normalised units, or the share of values it spoils (default: 0.1).")
    private @Nullable Double noiseLevel;

    @Option(
            names = "--sparsity",
            converter = Words.OfSparsity.class,
            paramLabel = "NAME",
            description = "Penalty on active latent values: none, l1 or kl (default: none; l1 for the kind sparse).")
    private Sparsity.@Nullable Kind sparsity;

    @Option(
            names = "--sparsity-weight",
            paramLabel = "WEIGHT",
            description = "Weight of that penalty in the loss (default: 0.0001).")
    private @Nullable Double sparsityWeight;

    @Option(
            names = "--sparsity-target",
            paramLabel = "SHARE",
            description = "Mean activity that kl asks of a latent value (default: 0.05).")
    private @Nullable Double sparsityTarget;

    @Option(
            names = "--beta",
            paramLabel = "WEIGHT",
            description = "Weight of the divergence from the normal distribution, for the kind variational"
                    + " (default: 0.001).")
    private @Nullable Double beta;

    @Option(
            names = "--warm-up",
            paramLabel = "SHARE",
            description = "Share of the training over which that weight rises from 0 (default: 0.1).")
    private @Nullable Double warmUp;

    @Option(
            names = "--adversarial-weight",
            paramLabel = "WEIGHT",
            description = "Weight of what the discriminator says, for the kind adversarial (default: 0.01).")
    private @Nullable Double adversarialWeight;

    @Option(
            names = "--input-shape",
            split = ",",
            paramLabel = "SIZE",
            description = "What a vector is to the kind convolutional: a length, or height and width (default: what the"
                    + " data say, else the length).")
    private @Nullable List<Integer> inputShape;

    @Option(
            names = "--channels",
            split = ",",
            paramLabel = "N",
            description = "Channels of each convolution, from the input inwards (default: 16,32).")
    private @Nullable List<Integer> channels;

    @Option(names = "--kernel", paramLabel = "N", description = "Width of their kernels, odd (default: 3).")
    private @Nullable Integer kernel;

    @Option(names = "--stride", paramLabel = "N", description = "Values that a kernel moves at a time (default: 2).")
    private @Nullable Integer stride;

    /** The kind where one was asked for; else null. */
    @Nullable
    Kind asked() {
        return kind;
    }

    /** Whether it is found without epochs. */
    boolean closedForm() {
        return kind != null && kind.closedForm();
    }

    /** Whether an option makes sense for networks only. */
    boolean ofNetwork() {
        return noise != null
                || noiseLevel != null
                || sparsity != null
                || sparsityWeight != null
                || sparsityTarget != null
                || beta != null
                || warmUp != null
                || adversarialWeight != null
                || inputShape != null
                || channels != null
                || kernel != null
                || stride != null;
    }

    /** Whether hidden layers are convolutions. */
    boolean convolutional() {
        return kind == Kind.CONVOLUTIONAL;
    }

    /**
     * Hands on what was given.
     *
     * @throws IllegalArgumentException where one is out of range
     */
    void apply(NetworkSettings.Builder settings) {
        given(kind, settings::kind);
        given(classes, settings::classes);
        given(beta, settings::beta);
        given(warmUp, settings::warmUp);
        given(adversarialWeight, settings::adversarialWeight);
        if (noise == Noise.Kind.NONE) {
            settings.noise(Noise.NONE);
        } else if (noise != null || noiseLevel != null) {
            settings.noise(new Noise(or(noise, Noise.DEFAULT.kind()), or(noiseLevel, Noise.DEFAULT.level())));
        }
        if (sparsity != null || sparsityWeight != null || sparsityTarget != null) {
            Sparsity base = Sparsity.DEFAULT;
            settings.sparsity(new Sparsity(
                    or(sparsity, base.kind()), or(sparsityWeight, base.weight()), or(sparsityTarget, base.target())));
        }
        ConvolutionSettings base = ConvolutionSettings.DEFAULT;
        settings.convolution(new ConvolutionSettings(
                or(inputShape, base.inputShape()),
                or(channels, base.channels()),
                or(kernel, base.kernel()),
                or(stride, base.stride())));
    }
}
