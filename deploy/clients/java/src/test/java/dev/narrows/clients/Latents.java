package dev.narrows.clients;

import dev.narrows.schemas.Latent;
import dev.narrows.schemas.decode.DecoderSettings;
import dev.narrows.schemas.decode.VectorDecoder;
import dev.narrows.schemas.latent.LatentWriter;
import dev.narrows.schemas.model.ModelArtefact;
import dev.narrows.schemas.model.ToyModels;
import dev.narrows.schemas.registry.FakeRegistryServer;
import dev.narrows.schemas.registry.SchemaRegistry;
import dev.narrows.schemas.store.ModelNotFoundException;
import dev.narrows.schemas.vector.VectorFormat;
import dev.narrows.schemas.vector.VectorReader;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Latents of a toy model and what decodes them, with a registry and without brokers. */
public final class Latents implements AutoCloseable {

    /** Values of a vector. */
    public static final int DIM = 8;

    private static final int CODE = 4;

    private final FakeRegistryServer server = FakeRegistryServer.start();
    private final SchemaRegistry registry = server.connect();
    private final LatentWriter writer = new LatentWriter(registry.register("latents", Latent.getClassSchema()));
    private final Random random = new Random(5);
    private final List<String> names;

    /** @param names of the features, may be none */
    public Latents(List<String> names) {
        this.names = names;
    }

    /** A vector that the model knows. */
    public float[] vector() {
        return ToyModels.normal(DIM, CODE, random);
    }

    /** Its latent. */
    public byte[] latent(float[] vector) {
        return writer.write(1, ByteBuffer.wrap(ToyModels.code(1, CODE, vector)), 0, CODE, 0.25f);
    }

    /** Its latent, with what else the producer's value held. */
    public byte[] latent(float[] vector, byte[] frame) {
        return writer.write(1, ByteBuffer.wrap(ToyModels.code(1, CODE, vector)), 0, CODE, 0.25f, 0, frame);
    }

    /** The frame of a value that holds a vector in text or as floats. */
    public static byte[] frame(VectorFormat format, byte[] value) {
        return VectorReader.of(format, "values", null).carrying().frame(ByteBuffer.wrap(value), false);
    }

    /** What the latent decodes to. */
    public float[] decoded(float[] vector) {
        return ToyModels.reconstruction(1, DIM, ToyModels.code(1, CODE, vector));
    }

    /** A latent of a version that nobody has. */
    public byte[] lost() {
        return writer.write(9, ByteBuffer.allocate(CODE), 0, CODE, 0);
    }

    /** The registry does not answer any more, or does again. */
    public void registryAway(boolean away) {
        server.failWith(away ? 503 : 0);
    }

    /** Decodes. */
    public VectorDecoder decoder(Map<String, ?> settings) {
        return VectorDecoder.of(DecoderSettings.of(settings), server.connect(), id -> {
            if (id.version() != 1) {
                throw new ModelNotFoundException(id, "models");
            }
            ModelArtefact toy = ToyModels.artefact(id.name(), 1, DIM, CODE);
            return ModelArtefact.of(
                    ToyModels.draft(id.name(), 1, DIM, CODE).setFeatureNames(names), toy.encoder(), toy.decoder());
        });
    }

    @Override
    public void close() {
        registry.close();
        server.close();
    }
}
