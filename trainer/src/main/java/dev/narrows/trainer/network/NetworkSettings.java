package dev.narrows.trainer.network;

import java.util.ArrayList;
import java.util.List;

/**
 * The shape of an autoencoder.
 *
 * @param hidden widths of the encoder's hidden layers, from the input inwards; the decoder mirrors them; may be empty
 * @param latent width of the latent, 1 or more
 * @param codeBits bits a latent value is stored in, 1 to 8
 * @param activation after each hidden layer
 * @param output what the last layer's values become
 * @param scaling how raw values are normalised
 * @param score what the error of a row is
 */
public record NetworkSettings(
        List<Integer> hidden,
        int latent,
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
        return new NetworkSettings(
                List.of(512, 256), 64, 4, Activation.SILU, Output.AUTO, Scaling.AUTO, PlainError.MSE);
    }

    /** The same with other hidden layers. */
    public NetworkSettings withHidden(List<Integer> widths) {
        return new NetworkSettings(widths, latent, codeBits, activation, output, scaling, score);
    }

    /** The same with another latent. */
    public NetworkSettings withLatent(int width, int bits) {
        return new NetworkSettings(hidden, width, bits, activation, output, scaling, score);
    }

    /** The same with another output. */
    public NetworkSettings withOutput(Output other) {
        return new NetworkSettings(hidden, latent, codeBits, activation, other, scaling, score);
    }

    List<Integer> encoderWidths(int inputDim) {
        List<Integer> widths = new ArrayList<>(List.of(inputDim));
        widths.addAll(hidden);
        widths.add(latent);
        return widths;
    }
}
