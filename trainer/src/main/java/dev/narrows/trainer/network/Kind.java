package dev.narrows.trainer.network;

/** What sort of autoencoder, by name. */
public enum Kind {
    /** Fully connected layers, trained to give back what they are given. */
    DENSE
}
