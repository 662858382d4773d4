package dev.narrows.trainer;

import dev.narrows.trainer.network.Activation;
import dev.narrows.trainer.network.CodeKind;
import dev.narrows.trainer.network.NetworkSettings;
import dev.narrows.trainer.network.Output;
import dev.narrows.trainer.network.Scaling;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Flags for the shape of a network. What is not given is the default of {@link NetworkSettings}. */
final class NetworkOptions {

    @Mixin
    private KindOptions kind = new KindOptions();

    @Option(
            names = "--hidden",
            split = ",",
            paramLabel = "WIDTH",
            description = "Widths of the encoder's hidden layers, from the input inwards; the decoder mirrors them"
                    + " (default: 512,256; none for the kind convolutional).")
    private @Nullable List<Integer> hidden;

    @Option(names = "--latent", paramLabel = "N", description = "Values of the latent (default: 64).")
    private @Nullable Integer latent;

    @Option(
            names = "--code-bytes",
            paramLabel = "N",
            description = "Bytes of a code; sets the latent to as many values as fit (default: 32).")
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
            description = "Bits that each latent value is stored in, 1 to 8; with vq on average (default: 4).")
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

    /**
     * The settings.
     *
     * @throws IllegalArgumentException where they cannot be right together
     */
    NetworkSettings settings() {
        NetworkSettings base = NetworkSettings.defaults();
        int bits = or(codeBits, base.codeBits());
        if (latent != null && codeBytes != null) {
            throw new IllegalArgumentException(
                    "--code-bytes: " + codeBytes + " (expected: not together with --latent, which decides it)");
        }
        int bytes = or(codeBytes, base.latent() * base.codeBits() / 8);
        NetworkSettings.Builder settings = NetworkSettings.builder()
                .latent(or(latent, bytes * 8 / Math.max(1, bits)))
                .codeBits(bits);
        kind.apply(settings);
        given(hidden, settings::hidden);
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
