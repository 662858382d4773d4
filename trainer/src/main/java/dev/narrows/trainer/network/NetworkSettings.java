package dev.narrows.trainer.network;

import dev.narrows.trainer.network.code.CodeKind;
import dev.narrows.trainer.network.convolution.ConvolutionSettings;
import dev.narrows.trainer.network.layer.Activation;
import dev.narrows.trainer.network.regularisation.Noise;
import dev.narrows.trainer.network.regularisation.Sparsity;
import dev.narrows.trainer.network.scaling.Scaling;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The shape of an autoencoder, and what its layers do while they learn.
 *
 * @param kind what sort of autoencoder
 * @param hidden widths of the encoder's hidden layers, from the input inwards; the decoder mirrors them; may be empty
 * @param latent width of the latent, 1 or more
 * @param code how a latent becomes bytes
 * @param classes of rows that {@link Kind#CLASSIFIED} tells apart, 2 to 256
 * @param codeBits bits a latent value is stored in, 1 to 8; on average where values share bytes
 * @param activation after each hidden layer
 * @param batchNorm whether values are normalised before each activation
 * @param dropout share of hidden layers' values that are left out while training, below 1
 * @param noise of rows while training; {@link Kind#DENOISING} has some always
 * @param sparsity of latents; {@link Kind#SPARSE} has some always
 * @param beta weight of the divergence in the loss of {@link Kind#VARIATIONAL}, 0 or more
 * @param warmUp share of all steps over which that rises from 0, 0 to 1
 * @param adversarialWeight weight of what the discriminator of {@link Kind#ADVERSARIAL} says, 0 or more
 * @param convolution the layers of {@link Kind#CONVOLUTIONAL}
 * @param output what the last layer's values become
 * @param scaling how raw values are normalised
 */
public record NetworkSettings(
        Kind kind,
        List<Integer> hidden,
        int latent,
        CodeKind code,
        int classes,
        int codeBits,
        Activation activation,
        boolean batchNorm,
        double dropout,
        Noise noise,
        Sparsity sparsity,
        double beta,
        double warmUp,
        double adversarialWeight,
        ConvolutionSettings convolution,
        Output output,
        Scaling scaling) {

    private static final int MOST_CLASSES = 256;

    /** Checks ranges, and gives kinds what they cannot be without. */
    public NetworkSettings {
        hidden = List.copyOf(hidden);
        for (int width : hidden) {
            if (width < 1) {
                throw new IllegalArgumentException("hidden: " + hidden + " (expected: widths >= 1)");
            }
        }
        expect("dropout", dropout, dropout >= 0 && dropout < 1, "0 or more, below 1");
        expect("warmUp", warmUp, warmUp >= 0 && warmUp <= 1, "0 to 1");
        expect("beta", beta, beta >= 0, "0 or more");
        expect("adversarialWeight", adversarialWeight, adversarialWeight >= 0, "0 or more");
        noise = kind.noise(noise);
        sparsity = kind.sparsity(sparsity);
        code.check(latent, codeBits);
        expect("classes", classes, classes >= 2 && classes <= MOST_CLASSES, "2 to " + MOST_CLASSES);
    }

    /** 512-256 hidden, 64 latent values of 4 bits: a code of 32 bytes. */
    public static NetworkSettings defaults() {
        return builder().build();
    }

    /** Starts from the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** Starts from these. */
    public Builder toBuilder() {
        return builder()
                .kind(kind)
                .hidden(hidden)
                .latent(latent)
                .code(code)
                .classes(classes)
                .codeBits(codeBits)
                .activation(activation)
                .batchNorm(batchNorm)
                .dropout(dropout)
                .noise(noise)
                .sparsity(sparsity)
                .beta(beta)
                .warmUp(warmUp)
                .adversarialWeight(adversarialWeight)
                .convolution(convolution)
                .output(output)
                .scaling(scaling);
    }

    /** Bytes of a code. */
    public int codeBytes() {
        return code.of(latent, codeBits).bytes();
    }

    /** The same for rows of that shape, where no other was asked for. */
    public NetworkSettings onShape(List<Integer> shape) {
        return kind == Kind.CONVOLUTIONAL
                ? toBuilder().convolution(convolution.onShape(shape)).build()
                : this;
    }

    private static void expect(String name, double value, boolean right, String expected) {
        if (!right) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: " + expected + ")");
        }
    }

    /** Settings as they are put together; each method sets the component of its name. One thread. */
    public static final class Builder {
        private Kind kind = Kind.DENSE;
        private @Nullable List<Integer> hidden;
        private int latent = 64;
        private CodeKind code = CodeKind.SCALAR;
        private int classes = 16;
        private int codeBits = 4;
        private Activation activation = Activation.SILU;
        private boolean batchNorm;
        private double dropout;
        private Noise noise = Noise.NONE;
        private Sparsity sparsity = Sparsity.NONE;
        private double beta = 1e-3;
        private double warmUp = 0.1;
        private double adversarialWeight = 0.01;
        private ConvolutionSettings convolution = ConvolutionSettings.DEFAULT;
        private Output output = Output.AUTO;
        private Scaling scaling = Scaling.AUTO;

        private Builder() {}

        /** Sets {@link NetworkSettings#kind()}. */
        public Builder kind(Kind value) {
            kind = value;
            return this;
        }

        /** Sets {@link NetworkSettings#hidden()}. */
        public Builder hidden(List<Integer> value) {
            hidden = value;
            return this;
        }

        /** Sets {@link NetworkSettings#hidden()}. */
        public Builder hidden(Integer... value) {
            return hidden(List.of(value));
        }

        /** Sets {@link NetworkSettings#latent()}. */
        public Builder latent(int value) {
            latent = value;
            return this;
        }

        /** Sets {@link NetworkSettings#code()}. */
        public Builder code(CodeKind value) {
            code = value;
            return this;
        }

        /** Sets {@link NetworkSettings#classes()}. */
        public Builder classes(int value) {
            classes = value;
            return this;
        }

        /** Sets {@link NetworkSettings#codeBits()}. */
        public Builder codeBits(int value) {
            codeBits = value;
            return this;
        }

        /** Sets {@link NetworkSettings#activation()}. */
        public Builder activation(Activation value) {
            activation = value;
            return this;
        }

        /** Sets {@link NetworkSettings#batchNorm()}. */
        public Builder batchNorm(boolean value) {
            batchNorm = value;
            return this;
        }

        /** Sets {@link NetworkSettings#dropout()}. */
        public Builder dropout(double value) {
            dropout = value;
            return this;
        }

        /** Sets {@link NetworkSettings#noise()}. */
        public Builder noise(Noise value) {
            noise = value;
            return this;
        }

        /** Sets {@link NetworkSettings#sparsity()}. */
        public Builder sparsity(Sparsity value) {
            sparsity = value;
            return this;
        }

        /** Sets {@link NetworkSettings#beta()}. */
        public Builder beta(double value) {
            beta = value;
            return this;
        }

        /** Sets {@link NetworkSettings#warmUp()}. */
        public Builder warmUp(double value) {
            warmUp = value;
            return this;
        }

        /** Sets {@link NetworkSettings#adversarialWeight()}. */
        public Builder adversarialWeight(double value) {
            adversarialWeight = value;
            return this;
        }

        /** Sets {@link NetworkSettings#convolution()}. */
        public Builder convolution(ConvolutionSettings value) {
            convolution = value;
            return this;
        }

        /** Sets {@link NetworkSettings#output()}. */
        public Builder output(Output value) {
            output = value;
            return this;
        }

        /** Sets {@link NetworkSettings#scaling()}. */
        public Builder scaling(Scaling value) {
            scaling = value;
            return this;
        }

        /**
         * The settings; hidden layers that were not set are those of the kind.
         *
         * @throws IllegalArgumentException where they cannot be right together
         */
        public NetworkSettings build() {
            return new NetworkSettings(
                    kind,
                    hidden == null ? kind.hidden() : hidden,
                    latent,
                    code,
                    classes,
                    codeBits,
                    activation,
                    batchNorm,
                    dropout,
                    noise,
                    sparsity,
                    beta,
                    warmUp,
                    adversarialWeight,
                    convolution,
                    output,
                    scaling);
        }
    }
}
