package dev.narrows.schemas.store;

import dev.narrows.schemas.ModelChunk;
import dev.narrows.schemas.ModelManifest;
import dev.narrows.schemas.model.ManifestRules;
import dev.narrows.schemas.model.ModelArtefact;
import dev.narrows.schemas.model.ModelId;
import dev.narrows.schemas.model.ModelRefusedException;
import dev.narrows.schemas.model.ModelSignature;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import org.apache.avro.specific.SpecificRecord;

/** Puts the chunks of one version together, in whatever order they come. Not thread-safe. */
final class GraphAssembler {

    private final ModelManifest manifest;
    private final ByteBuffer[] encoder;
    private final ByteBuffer[] decoder;

    /** @throws ModelRefusedException when a value of the manifest is out of range */
    GraphAssembler(ModelManifest manifest) {
        ManifestRules.check(manifest);
        this.manifest = manifest;
        this.encoder = new ByteBuffer[manifest.getEncoderGraph().getChunks()];
        this.decoder = new ByteBuffer[manifest.getDecoderGraph().getChunks()];
    }

    void add(ModelKey key, SpecificRecord value) {
        ByteBuffer[] chunks = key.part() == ModelKey.Part.ENCODER ? encoder : decoder;
        if (value instanceof ModelChunk chunk && key.chunk() < chunks.length) {
            chunks[key.chunk()] = chunk.getData();
        }
    }

    /** @throws ModelRefusedException when a chunk is missing or the graphs are not what the manifest says */
    ModelArtefact artefact() {
        return new ModelArtefact(manifest, joined("encoder", encoder), joined("decoder", decoder));
    }

    private byte[] joined(String which, ByteBuffer[] chunks) {
        ByteArrayOutputStream graph = new ByteArrayOutputStream();
        for (int i = 0; i < chunks.length; i++) {
            if (chunks[i] == null) {
                throw new ModelRefusedException(which + " chunk: " + i + " is no chunk (expected: " + chunks.length
                        + " chunks of " + ModelId.of(manifest) + ")");
            }
            graph.writeBytes(ModelSignature.bytes(chunks[i]));
        }
        return graph.toByteArray();
    }
}
