package dev.narrows.trainer.network.code;

/** How latents become bytes, by name: which {@link Code} a network gets. */
public enum CodeKind {
    /** Each value by itself in steps of equal size: {@link ScalarCode}. */
    SCALAR {
        @Override
        public Code of(int latent, int codeBits) {
            return new ScalarCode(latent, codeBits);
        }

        @Override
        public void check(int latent, int codeBits) {
            new ScalarCode(latent, codeBits);
        }
    },
    /** Pieces of a latent as entries of code books that are learned, in as many bits a value on average: {@link VectorCode}. */
    VQ {
        @Override
        public Code of(int latent, int codeBits) {
            return VectorCode.of(latent, latent * codeBits / Byte.SIZE);
        }

        @Override
        public void check(int latent, int codeBits) {
            new ScalarCode(latent, codeBits);
            if (latent * codeBits % Byte.SIZE != 0) {
                throw new IllegalArgumentException("latent: " + latent + " values of " + codeBits
                        + " bits (expected: whole bytes, as the code is vq)");
            }
        }
    };

    /**
     * The code of latents of that width, with that many bits a value.
     *
     * @throws IllegalArgumentException where they cannot be right together
     */
    public abstract Code of(int latent, int codeBits);

    /** Refuses a latent of that width and that many bits a value where there is no such code. */
    public abstract void check(int latent, int codeBits);
}
