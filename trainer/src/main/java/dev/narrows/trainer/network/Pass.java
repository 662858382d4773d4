package dev.narrows.trainer.network;

/**
 * One way through a network.
 *
 * @param weights values to compute with
 * @param training whether gradients are wanted; the way that is served otherwise
 * @param quantised whether the latent goes through its code, as it does when served, or straight on
 */
public record Pass(Weights weights, boolean training, boolean quantised) {

    /** As served. */
    public static Pass served(Weights weights) {
        return new Pass(weights, false, true);
    }

    /** With gradients. */
    public static Pass training(Weights weights, boolean quantised) {
        return new Pass(weights, true, quantised);
    }
}
