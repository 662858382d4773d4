package dev.narrows.trainer.network;

import java.util.ArrayList;
import java.util.List;

/**
 * The shape of an autoencoder.
 *
 * @param kind what sort of autoencoder
 * @param hidden widths of the encoder's hidden layers, from the input inwards; the decoder mirrors them; may be empty
 * @param latent width of the latent, 1 or more
 * @param code how a latent becomes bytes
 * @param codeBits bits a latent value is stored in, 1 to 8
 * @param activation after each hidden layer
 * @param output what the last layer's values become
 * @param scaling how raw values are normalised
 * @param score what the error of a row is
 */
public record NetworkSettings(
        Kind kind,
        List<Integer> hidden,
        int latent,
        CodeKind code,
        int codeBits,
        Activation activation,
        Output output,
        Scaling scaling,
        PlainError score) {

    /** Checks the widths. */
    public NetworkSettings {
        hidden = List.copyOf(hidden);
        for (int width : hidden) {
            if (width < 1) {
                throw new IllegalArgumentException("hidden: " + hidden + " (expected: widths >= 1)");
            }
        }
        new ScalarCode(latent, codeBits);
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
                .codeBits(codeBits)
                .activation(activation)
                .output(output)
                .scaling(scaling)
                .score(score);
    }

    List<Integer> encoderWidths(int inputDim) {
        List<Integer> widths = new ArrayList<>(List.of(inputDim));
        widths.addAll(hidden);
        widths.add(latent);
        return widths;
    }

    /** Settings as they are put together; each method sets the component of its name. One thread. */
    public static final class Builder {
        private Kind kind = Kind.DENSE;
        private List<Integer> hidden = List.of(512, 256);
        private int latent = 64;
        private CodeKind code = CodeKind.SCALAR;
        private int codeBits = 4;
        private Activation activation = Activation.SILU;
        private Output output = Output.AUTO;
        private Scaling scaling = Scaling.AUTO;
        private PlainError score = PlainError.MSE;

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

        /** Sets {@link NetworkSettings#score()}. */
        public Builder score(PlainError value) {
            score = value;
            return this;
        }

        /**
         * The settings.
         *
         * @throws IllegalArgumentException where they cannot be right together
         */
        public NetworkSettings build() {
            return new NetworkSettings(kind, hidden, latent, code, codeBits, activation, output, scaling, score);
        }
    }
}
