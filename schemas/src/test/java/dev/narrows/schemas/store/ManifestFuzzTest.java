package dev.narrows.schemas.store;

import dev.narrows.fuzz.Fuzz;
import dev.narrows.schemas.GeneratedRecords;
import dev.narrows.schemas.ModelChunk;
import dev.narrows.schemas.ModelManifest;
import dev.narrows.schemas.model.ModelArtefact;
import dev.narrows.schemas.model.ModelRefusedException;
import dev.narrows.schemas.model.ToyModels;
import dev.narrows.schemas.registry.OneSchema;
import dev.narrows.schemas.registry.WireFormat;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.junit.jupiter.api.Test;

/** Manifests that are right as Avro and wrong in what they say: how many chunks, how long, which dimensions. */
final class ManifestFuzzTest {

    @Test
    void shouldPutTogetherOrRefuseEveryManifest() {
        GeneratedRecords.trust();
        ModelArtefact toy = ToyModels.artefact("toy", 1, 8, 2);
        byte[] good = OneSchema.<ModelManifest>serializer(ModelManifest.getClassSchema())
                .serialize("models", toy.manifest());
        Deserializer<ModelManifest> manifests = OneSchema.deserializer(ModelManifest.getClassSchema());
        byte[] header = Arrays.copyOf(good, WireFormat.HEADER_BYTES);
        ModelKey encoder = new ModelKey(toy.id(), ModelKey.Part.ENCODER, 0);
        ModelKey decoder = new ModelKey(toy.id(), ModelKey.Part.DECODER, 0);
        Fuzz.of("manifest", ModelRefusedException.class, SerializationException.class)
                .from(Arrays.copyOfRange(good, WireFormat.HEADER_BYTES, good.length))
                .run(body -> {
                    byte[] value = Arrays.copyOf(header, header.length + body.length);
                    System.arraycopy(body, 0, value, header.length, body.length);
                    GraphAssembler assembler = new GraphAssembler(manifests.deserialize("models", value));
                    assembler.add(encoder, new ModelChunk(ByteBuffer.wrap(toy.encoder())));
                    assembler.add(decoder, new ModelChunk(ByteBuffer.wrap(toy.decoder())));
                    assembler.artefact();
                });
    }
}
