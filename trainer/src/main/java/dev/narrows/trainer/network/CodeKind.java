package dev.narrows.trainer.network;

/** How latents become bytes, by name: which {@link Code} a network gets. */
public enum CodeKind {
    /** Each value by itself in steps of equal size: {@link ScalarCode}. */
    SCALAR {
        @Override
        Code of(NetworkSettings settings) {
            return new ScalarCode(settings.latent(), settings.codeBits());
        }

        @Override
        void check(int latent, int codeBits) {
            new ScalarCode(latent, codeBits);
        }
    },
    /** Pieces of a latent as entries of code books that are learned, in as many bits a value on average: {@link VectorCode}. */
    VQ {
        @Override
        Code of(NetworkSettings settings) {
            return VectorCode.of(settings.latent(), settings.latent() * settings.codeBits() / Byte.SIZE);
        }

        @Override
        void check(int latent, int codeBits) {
            new ScalarCode(latent, codeBits);
            if (latent * codeBits % Byte.SIZE != 0) {
                throw new IllegalArgumentException("latent: " + latent + " values of " + codeBits
                        + " bits (expected: whole bytes, as the code is vq)");
            }
        }
    };

    /**
     * The code of a network with those settings.
     *
     * @throws IllegalArgumentException where they cannot be right together
     */
    abstract Code of(NetworkSettings settings);

    /** Refuses a latent of that width and that many bits a value where there is no such code. */
    abstract void check(int latent, int codeBits);
}
