package dev.narrows.schemas.encode;

import java.util.Objects;

/** What became of one vector: a latent, or the reason why not. */
public sealed interface EncodedVector permits EncodedVector.Value, EncodedVector.Refused {

    /** A value for the latents topic. */
    final class Value implements EncodedVector {

        private final byte[] latent;
        private final int modelVersion;
        private final float error;
        private final boolean anomalous;

        Value(byte[] latent, int modelVersion, float error, boolean anomalous) {
            this.latent = latent;
            this.modelVersion = modelVersion;
            this.error = error;
            this.anomalous = anomalous;
        }

        /** The record value, the caller's own. */
        public byte[] latent() {
            return latent;
        }

        /** The version that encoded it. */
        public int modelVersion() {
            return modelVersion;
        }

        /** How far the model's reconstruction is from the vector, in the model's error metric; not finite where the vector is not. */
        public float error() {
            return error;
        }

        /** Whether the service would have raised an alert. */
        public boolean isAnomalous() {
            return anomalous;
        }
    }

    /**
     * What the service would make a dead letter of. Trying again does not help.
     *
     * @param reason for a person, without any of the vector's content
     */
    record Refused(String reason) implements EncodedVector {

        /** Checks that it is there. */
        public Refused {
            Objects.requireNonNull(reason, "reason");
        }
    }
}
