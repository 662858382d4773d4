package dev.narrows.trainer.network;

/** What an autoencoder makes of some rows. All arrays are row-major and nobody else's. */
public final class Outcome {

    private final byte[] codes;
    private final float[] errors;
    private final float[] reconstructions;
    private final float[] margins;

    Outcome(byte[] codes, float[] errors, float[] reconstructions, float[] margins) {
        this.codes = codes;
        this.errors = errors;
        this.reconstructions = reconstructions;
        this.margins = margins;
    }

    /** [rows, codeBytes]. */
    public byte[] codes() {
        return codes;
    }

    /** [rows], in the network's units. */
    public float[] errors() {
        return errors;
    }

    /** [rows, inputDim], in raw units. */
    public float[] reconstructions() {
        return reconstructions;
    }

    /** [rows], how far each row's latent is from one with another code, in quantiser steps. */
    public float[] margins() {
        return margins;
    }
}
