package dev.narrows.schemas.model;

import dev.narrows.schemas.GeneratedRecords;
import dev.narrows.schemas.GraphFile;
import dev.narrows.schemas.ModelManifest;
import java.security.KeyPair;
import java.util.Objects;
import java.util.TreeMap;

/**
 * A whole model version: its manifest and both ONNX graphs. If it exists, the manifest's values are in range and the
 * graphs have the lengths and SHA-256 digests that it states. Whether it is signed by somebody trusted is for {@link
 * TrustedKeys} to say, and whether the graphs do what the manifest promises shows when they are loaded.
 *
 * <p>Immutable as long as nobody writes into the manifest; any thread.
 */
public final class ModelArtefact {

    /** The version of the artefact format that this code writes and reads. */
    public static final int FORMAT_VERSION = 1;

    static {
        GeneratedRecords.trust();
    }

    private final ModelManifest manifest;
    private final byte[] encoder;
    private final byte[] decoder;

    /**
     * Puts a manifest and graphs together as they were read.
     *
     * @param encoder ONNX graph {@code x -> code, error}
     * @param decoder ONNX graph {@code code -> reconstruction}
     * @throws ModelRefusedException when a value of the manifest is out of range, or a graph is not the one it names
     */
    public ModelArtefact(ModelManifest manifest, byte[] encoder, byte[] decoder) {
        ManifestRules.check(manifest);
        Graphs.check("encoder", manifest.getEncoderGraph(), encoder);
        Graphs.check("decoder", manifest.getDecoderGraph(), decoder);
        this.manifest = manifest;
        this.encoder = encoder.clone();
        this.decoder = decoder.clone();
    }

    /**
     * Makes an artefact of new graphs: fills in formatVersion, lengths, chunks and digests, and takes any signature
     * away.
     *
     * @param draft everything else; its graph fields need not be set
     * @throws ModelRefusedException when a value of the draft is out of range
     */
    public static ModelArtefact of(ModelManifest draft, byte[] encoder, byte[] decoder) {
        return of(ModelManifest.newBuilder(draft), encoder, decoder);
    }

    /** As {@link #of(ModelManifest, byte[], byte[])}, from a builder that has everything but formatVersion and graphs. */
    public static ModelArtefact of(ModelManifest.Builder draft, byte[] encoder, byte[] decoder) {
        GraphFile encoderGraph = Graphs.describe(encoder);
        GraphFile decoderGraph = Graphs.describe(decoder);
        ModelManifest manifest = ModelManifest.newBuilder(draft)
                .setFormatVersion(FORMAT_VERSION)
                .setSettings(new TreeMap<>(draft.getSettings()))
                .setFigures(new TreeMap<>(draft.getFigures()))
                .setEncoderGraph(encoderGraph)
                .setDecoderGraph(decoderGraph)
                .setPublicKey(null)
                .setSignature(null)
                .build();
        return new ModelArtefact(manifest, encoder, decoder);
    }

    /** The same graphs under another version, unsigned: what a publisher does once it knows the next version. */
    public ModelArtefact withVersion(int version) {
        return of(ModelManifest.newBuilder(manifest).setVersion(version), encoder, decoder);
    }

    /**
     * The same artefact, signed.
     *
     * @param keys an Ed25519 pair
     * @throws IllegalArgumentException when the pair is not an Ed25519 pair
     */
    public ModelArtefact signed(KeyPair keys) {
        return new ModelArtefact(ModelSignature.sign(manifest, keys), encoder, decoder);
    }

    /** Name and version. */
    public ModelId id() {
        return ModelId.of(manifest);
    }

    /** The manifest itself, not a copy; only to be read. */
    public ModelManifest manifest() {
        return manifest;
    }

    /** A copy of the encoder graph, ONNX. */
    public byte[] encoder() {
        return encoder.clone();
    }

    /** A copy of the decoder graph, ONNX. */
    public byte[] decoder() {
        return decoder.clone();
    }

    @Override
    public boolean equals(Object other) {
        // The graphs are what the manifest's digests say.
        return other instanceof ModelArtefact that && manifest.equals(that.manifest);
    }

    @Override
    public int hashCode() {
        return Objects.hash(manifest.getName(), manifest.getVersion());
    }

    @Override
    public String toString() {
        return "ModelArtefact[" + id() + "]";
    }
}
