package dev.narrows.schemas.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.narrows.schemas.Latent;
import dev.narrows.schemas.decode.Decoded;
import dev.narrows.schemas.decode.DecoderSettings;
import dev.narrows.schemas.decode.VectorDecoder;
import dev.narrows.schemas.model.ModelArtefact;
import dev.narrows.schemas.model.ToyModels;
import dev.narrows.schemas.registry.FakeRegistryServer;
import dev.narrows.schemas.registry.SchemaRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class VectorEncoderTest {

    private static final int DIM = 8;
    private static final int CODE = 4;
    private static final ModelArtefact TOY = ToyModels.artefact("default", 1, DIM, CODE);

    private final FakeRegistryServer server = FakeRegistryServer.start();
    private final SchemaRegistry registry = server.connect();
    private final int schemaId = registry.register("latents", Latent.getClassSchema());
    private final Random random = new Random(7);

    @AfterEach
    void close() {
        registry.close();
        server.close();
    }

    @Test
    void shouldMakeLatentsThatDecodeToTheVectors() {
        // given
        List<float[]> vectors = normal(50);

        // when
        List<EncodedVector> encoded = encode(Map.of("narrows.encode.max.batch", "7"), vectors);

        // then
        List<float[]> decoded = decode(encoded);
        for (int i = 0; i < vectors.size(); i++) {
            assertThat(decoded.get(i)).containsExactly(vectors.get(i), within(0.06f));
            assertThat(value(encoded.get(i)).isAnomalous()).isFalse();
            assertThat(value(encoded.get(i)).modelVersion()).isEqualTo(1);
        }
    }

    @Test
    void shouldEncodeOneByOneAsInBatches() {
        // given
        List<float[]> vectors = normal(20);

        // when
        List<EncodedVector> together = encode(Map.of(), vectors);
        List<EncodedVector> alone = encode(Map.of("narrows.encode.max.batch", "1"), vectors);

        // then
        for (int i = 0; i < vectors.size(); i++) {
            assertThat(value(alone.get(i)).latent())
                    .isEqualTo(value(together.get(i)).latent());
        }
    }

    @Test
    void shouldKeepWhatIsPromised() {
        // given
        Map<String, String> settings = Map.of(
                "narrows.fidelity", "bounded",
                "narrows.fidelity.bound", "0.001",
                "narrows.fidelity.bound.unit", "absolute",
                "narrows.exact.on.anomaly", "true");
        List<float[]> vectors = normal(10);
        vectors.add(4, ToyModels.anomalous(DIM, CODE));

        // when
        List<EncodedVector> encoded = encode(settings, vectors);

        // then
        List<float[]> decoded = decode(encoded);
        for (int i = 0; i < vectors.size(); i++) {
            assertThat(decoded.get(i)).containsExactly(vectors.get(i), within(0.001f));
        }
        assertThat(decoded.get(4)).isEqualTo(vectors.get(4));
        assertThat(value(encoded.get(4)).isAnomalous()).isTrue();
    }

    @Test
    void shouldRefuseWhatIsNoVectorOfTheModelAndEncodeTheRest() {
        // given
        List<float[]> vectors = normal(2);
        vectors.add(1, new float[DIM + 1]);
        vectors.add(2, new float[] {1, 2, Float.NaN, 4, 5, 6, 7, 8});

        // when
        List<EncodedVector> encoded = encode(Map.of(), vectors);

        // then
        assertThat(encoded.get(1)).isEqualTo(new EncodedVector.Refused("vector: 9 values (expected: 8)"));
        assertThat(encoded.get(2))
                .isEqualTo(new EncodedVector.Refused("error: NaN (expected: finite values, near those of training)"));
        assertThat(decode(List.of(encoded.get(0), encoded.get(3)))).hasSize(2);
    }

    @Test
    void shouldKeepNonFiniteValuesWhereAskedFor() {
        // given
        float[] vector = {1, 2, Float.NaN, 4, 5, 6, 7, -0f};
        Map<String, String> settings =
                Map.of("narrows.fidelity", "lossless", "narrows.fidelity.keep.non.finite", "true");

        // then
        assertThat(decode(encode(settings, List.of(vector)))).containsExactly(vector);
    }

    @Test
    void shouldRefuseAModelThatCannotKeepThePromise() {
        assertThatThrownBy(() ->
                        encode(Map.of("narrows.fidelity", "bounded", "narrows.fidelity.bound", "0.01"), normal(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("fidelity.bound.unit: range");
    }

    private List<float[]> normal(int count) {
        List<float[]> vectors = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            vectors.add(ToyModels.normal(DIM, CODE, random));
        }
        return vectors;
    }

    private List<EncodedVector> encode(Map<String, String> settings, List<float[]> vectors) {
        try (VectorEncoder encoder = VectorEncoder.of(EncoderSettings.of(settings), schemaId, TOY)) {
            return encoder.encode(vectors);
        }
    }

    private List<float[]> decode(List<EncodedVector> encoded) {
        List<byte[]> latents =
                encoded.stream().map(each -> value(each).latent()).toList();
        try (VectorDecoder decoder = VectorDecoder.of(DecoderSettings.of("default"), registry, id -> TOY)) {
            return decoder.decode(latents).stream()
                    .map(each -> ((Decoded.Vector) each).values())
                    .toList();
        }
    }

    private static EncodedVector.Value value(EncodedVector encoded) {
        assertThat(encoded).isInstanceOf(EncodedVector.Value.class);
        return (EncodedVector.Value) encoded;
    }
}
