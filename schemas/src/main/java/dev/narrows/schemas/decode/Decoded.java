package dev.narrows.schemas.decode;

import java.util.List;
import java.util.Objects;

/** What became of one latent: a vector, or the reason why not. */
public sealed interface Decoded permits Decoded.Vector, Decoded.Undecodable {

    /** A vector as the decoder gives it back. */
    final class Vector implements Decoded {

        private final int modelVersion;
        private final float error;
        private final float[] values;
        private final List<String> featureNames;

        Vector(int modelVersion, float error, float[] values, List<String> featureNames) {
            this.modelVersion = modelVersion;
            this.error = error;
            this.values = values;
            this.featureNames = featureNames;
        }

        /** The version that encoded and decoded it. */
        public int modelVersion() {
            return modelVersion;
        }

        /** How far it is from the vector that was encoded, in the model's error metric, as the latent says. */
        public float error() {
            return error;
        }

        /** Its values, float32 [inputDim], in the units of the input; the caller's own. */
        public float[] values() {
            return values;
        }

        /** What the model calls its values, one each; empty where it has no names. */
        public List<String> featureNames() {
            return featureNames;
        }
    }

    /**
     * The value is no latent, or its model version is missing or does not do what it should. Trying again does not help
     * soon.
     *
     * @param reason for a person, without any of the value's content
     */
    record Undecodable(String reason) implements Decoded {

        /** Checks that it is there. */
        public Undecodable {
            Objects.requireNonNull(reason, "reason");
        }
    }
}
