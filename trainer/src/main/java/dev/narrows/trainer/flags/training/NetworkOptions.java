package dev.narrows.trainer.flags.training;

import dev.narrows.trainer.network.Kind;
import dev.narrows.trainer.network.NetworkSettings;
import dev.narrows.trainer.network.Output;
import dev.narrows.trainer.network.code.CodeKind;
import dev.narrows.trainer.network.layer.Activation;
import dev.narrows.trainer.network.scaling.Scaling;
import dev.narrows.trainer.setting.TrainDefaults;
import dev.narrows.trainer.setting.Words;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Flags for the shape of a network. What is not given is the default of {@link TrainDefaults}, else of {@link NetworkSettings}. */
public final class NetworkOptions {

    @Mixin
    private KindOptions kind = new KindOptions();

    @Option(
            names = "--hidden",
            split = ",",
            paramLabel = "WIDTH",
            description = "Widths of the encoder's hidden layers, from the input inwards; the decoder mirrors them"
                    + " (default: from the width of the vectors, at most 512,256; none for the kind convolutional).")
    private @Nullable List<Integer> hidden;

    @Option(
            names = "--latent",
            paramLabel = "N",
            description = "Values of the latent (default: what fits the bytes of a code).")
    private @Nullable Integer latent;

    @Option(
            names = "--code-bytes",
            paramLabel = "N",
            description =
                    "Bytes of a code; sets the latent to as many values as fit (default: a quarter of the values of a vector, at most 32).")
    private @Nullable Integer codeBytes;

    @Option(
            names = "--code",
            converter = Words.OfCode.class,
            paramLabel = "NAME",
            description =
                    "How latents become bytes: scalar, each value by itself, or vq, code books (default: scalar).")
    private @Nullable CodeKind code;

    @Option(
            names = "--code-bits",
            paramLabel = "N",
            description =
                    "Bits that each latent value is stored in, 1 to 8; with vq on average (default: 4; 8 where a code has more than a quarter of the values of a vector).")
    private @Nullable Integer codeBits;

    @Option(
            names = "--activation",
            converter = Words.OfActivation.class,
            paramLabel = "NAME",
            description = "relu, leaky-relu, gelu, silu, tanh, sigmoid or linear (default: silu).")
    private @Nullable Activation activation;

    @Option(
            names = "--batch-norm",
            negatable = true,
            description = "Normalise values before each activation (default: no).")
    private @Nullable Boolean batchNorm;

    @Option(
            names = "--dropout",
            paramLabel = "SHARE",
            description = "Share of hidden values that are left out while training (default: 0).")
    private @Nullable Double dropout;

    @Option(
            names = "--output-layer",
            converter = Words.OfOutput.class,
            paramLabel = "NAME",
            description = "auto, linear, sigmoid or clipped (default: auto).")
    private @Nullable Output output;

    @Option(
            names = "--scaling",
            converter = Words.OfScaling.class,
            paramLabel = "NAME",
            description = "auto, none, range, standard, feature-range or feature-standard (default: auto).")
    private @Nullable Scaling scaling;

    /** Whether an option decides how many bytes a code has. */
    public boolean sized() {
        return latent != null || codeBytes != null;
    }

    /** Whether an option makes sense for networks only. */
    private boolean ofNetwork() {
        return hidden != null
                || latent != null
                || code != null
                || codeBits != null
                || activation != null
                || batchNorm != null
                || dropout != null
                || output != null
                || kind.ofNetwork();
    }

    /** How raw values are asked to be normalised. */
    public Scaling scaling() {
        return or(scaling, Scaling.AUTO);
    }

    /**
     * The settings for vectors of {@code dim} values; without an option for it, a code has the bytes of
     * {@link TrainDefaults}.
     *
     * @throws IllegalArgumentException where they cannot be right together
     */
    public NetworkSettings settings(int dim) {
        return settings(dim, or(codeBytes, TrainDefaults.codeBytes(dim)));
    }

    /** The same for a code of that many bytes, unless an option gives the latent. */
    public NetworkSettings settings(int dim, int bytes) {
        if (latent != null && codeBytes != null) {
            throw new IllegalArgumentException(
                    "--code-bytes: " + codeBytes + " (expected: not together with --latent, which decides it)");
        }
        int usual = latent == null
                ? TrainDefaults.codeBits(dim, bytes)
                : NetworkSettings.defaults().codeBits();
        int bits = or(codeBits, usual);
        NetworkSettings.Builder settings = NetworkSettings.builder()
                .latent(or(latent, Math.max(1, bytes * Byte.SIZE / Math.max(1, bits))))
                .codeBits(bits);
        kind.apply(settings);
        if (kind.asked() == null) {
            settings.kind(ofNetwork() ? Kind.DENSE : Kind.AUTO);
        }
        if (kind.closedForm()) {
            // Levels have whole bytes to share, whatever a network's latent would need.
            settings.latent(latent == null ? bytes : or(latent, 1))
                    .codeBits(Byte.SIZE)
                    .hidden(List.of());
        } else if (hidden != null || !kind.convolutional()) {
            settings.hidden(or(hidden, TrainDefaults.hidden(dim)));
        }
        given(code, settings::code);
        given(activation, settings::activation);
        given(batchNorm, settings::batchNorm);
        given(dropout, settings::dropout);
        given(output, settings::output);
        given(scaling, settings::scaling);
        return settings.build();
    }

    /** Hands an option on where it was given. */
    static <T> void given(@Nullable T value, Consumer<T> to) {
        if (value != null) {
            to.accept(value);
        }
    }

    /** An option, or {@code other} where it was not given. */
    static <T> T or(@Nullable T given, T other) {
        return given == null ? other : given;
    }
}
