package dev.narrows.trainer.network;

/** How latents become bytes, by name: which {@link Code} a network gets. */
public enum CodeKind {
    /** Each value by itself in steps of equal size: {@link ScalarCode}. */
    SCALAR {
        @Override
        Code of(NetworkSettings settings) {
            return new ScalarCode(settings.latent(), settings.codeBits());
        }
    };

    /**
     * The code of a network with those settings.
     *
     * @throws IllegalArgumentException where they cannot be right together
     */
    abstract Code of(NetworkSettings settings);
}
