package dev.narrows.schemas.model;

import dev.narrows.schemas.ModelManifest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.List;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;

/**
 * The Ed25519 signature of a manifest. Signed is the manifest's Avro binary in the oldest schema that holds all that it
 * says, so that what earlier builds signed verifies, with publicKey set, signature null and both maps in the order of
 * their keys; the graphs are covered by their digests. Pure functions; any thread.
 */
public final class ModelSignature {

    private static final String ED25519 = "Ed25519";
    private static final List<String> NAMES = List.of("featureNames");
    private static final List<String> CORRECTIONS = List.of("featureLows", "featureHighs", "correctors");
    private static final List<String> BASELINE = List.of("baseline");
    private static final Schema WITHOUT_BASELINE = without(BASELINE, ModelManifest.getClassSchema());
    private static final Schema WITHOUT_CORRECTIONS = without(CORRECTIONS, WITHOUT_BASELINE);
    private static final Schema WITHOUT_NAMES = without(NAMES, WITHOUT_CORRECTIONS);

    private ModelSignature() {}

    static ModelManifest sign(ModelManifest manifest, KeyPair keys) {
        ModelManifest unsigned =
                unsigned(manifest, ByteBuffer.wrap(keys.getPublic().getEncoded()));
        try {
            Signature signature = Signature.getInstance(ED25519);
            signature.initSign(keys.getPrivate());
            signature.update(binary(unsigned));
            ModelManifest signed = ModelManifest.newBuilder(unsigned)
                    .setSignature(ByteBuffer.wrap(signature.sign()))
                    .build();
            if (!matches(signed)) {
                throw new IllegalArgumentException("keys: public key of another private key (expected: a pair)");
            }
            return signed;
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(
                    "keys: " + keys.getPrivate().getAlgorithm() + " (expected: an Ed25519 key pair)", e);
        }
    }

    /** Whether the signature was made with the private key of the public key that the manifest carries. */
    static boolean matches(ModelManifest manifest) throws GeneralSecurityException {
        PublicKey key =
                KeyFactory.getInstance(ED25519).generatePublic(new X509EncodedKeySpec(bytes(manifest.getPublicKey())));
        Signature signature = Signature.getInstance(ED25519);
        signature.initVerify(key);
        signature.update(binary(unsigned(manifest, manifest.getPublicKey())));
        return signature.verify(bytes(manifest.getSignature()));
    }

    /** A copy of what is left in {@code buffer}, which stays as it is. */
    public static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }

    private static ModelManifest unsigned(ModelManifest manifest, ByteBuffer publicKey) {
        return ModelManifest.newBuilder(manifest)
                .setSettings(new TreeMap<>(manifest.getSettings()))
                .setFigures(new TreeMap<>(manifest.getFigures()))
                .setPublicKey(publicKey)
                .setSignature(null)
                .build();
    }

    /** The schema before it had these fields: they are its last, so all others stand where they stood. */
    private static Schema without(List<String> fields, Schema today) {
        Schema before = Schema.createRecord(today.getName(), today.getDoc(), today.getNamespace(), false);
        before.setFields(today.getFields().stream()
                .filter(field -> !fields.contains(field.name()))
                .map(field -> new Schema.Field(field, field.schema()))
                .toList());
        return before;
    }

    private static Schema oldest(ModelManifest manifest) {
        if (manifest.getBaseline() != null) {
            return manifest.getSchema();
        }
        if (!manifest.getFeatureLows().isEmpty()
                || !manifest.getFeatureHighs().isEmpty()
                || !manifest.getCorrectors().isEmpty()) {
            return WITHOUT_BASELINE;
        }
        return manifest.getFeatureNames().isEmpty() ? WITHOUT_NAMES : WITHOUT_CORRECTIONS;
    }

    private static byte[] binary(ModelManifest manifest) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
        try {
            new SpecificDatumWriter<ModelManifest>(oldest(manifest)).write(manifest, encoder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
