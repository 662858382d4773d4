package dev.narrows.schemas.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.narrows.schemas.CheckVector;
import dev.narrows.schemas.GraphFile;
import dev.narrows.schemas.ModelManifest;
import dev.narrows.schemas.TailFit;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ModelArtefactTest {

    private static final String NO_DIGEST = "f".repeat(64);

    private final ModelArtefact toy = ToyModels.artefact("toy", 1, 6, 2);

    @Test
    void shouldDescribeItsGraphs() {
        // given
        byte[] encoder = new byte[Graphs.CHUNK_BYTES + 1];
        byte[] decoder = "abc".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

        // when
        ModelManifest manifest = ModelArtefact.of(ToyModels.draft("toy", 1, 6, 2), encoder, decoder)
                .manifest();

        // then
        assertThat(manifest.getEncoderGraph().getBytes()).isEqualTo(encoder.length);
        assertThat(manifest.getEncoderGraph().getChunks()).isEqualTo(2);
        assertThat(manifest.getDecoderGraph())
                .isEqualTo(new GraphFile(3, 1, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
    }

    @Test
    void shouldKeepItsOwnCopyOfTheGraphs() {
        // given
        byte[] encoder = toy.encoder();

        // when
        encoder[0]++;

        // then
        assertThat(toy.encoder()).isNotEqualTo(encoder);
    }

    @Test
    void shouldRefuseNamesOfOtherFeatures() {
        // given
        ModelManifest.Builder two = ToyModels.draft("toy", 1, 6, 2).setFeatureNames(List.of("a", "b"));

        // then
        assertThatThrownBy(() -> ModelArtefact.of(two, toy.encoder(), toy.decoder()))
                .isInstanceOf(ModelRefusedException.class)
                .hasMessage("featureNames: 2 (expected: none, or 6)");
    }

    @Test
    void shouldRefuseGraphsOfAnotherLength() {
        assertThatThrownBy(() -> new ModelArtefact(toy.manifest(), toy.encoder(), new byte[3]))
                .isInstanceOf(ModelRefusedException.class)
                .hasMessage("decoder bytes: 3 (expected: %d)", toy.decoder().length);
    }

    @Test
    void shouldRefuseGraphsOfAnotherDigest() {
        // given
        byte[] encoder = toy.encoder();
        encoder[20]++;

        // then
        assertThatThrownBy(() -> new ModelArtefact(toy.manifest(), encoder, toy.decoder()))
                .isInstanceOf(ModelRefusedException.class)
                .hasMessageStartingWith("encoder sha256: ")
                .hasMessageEndingWith(
                        "(expected: " + toy.manifest().getEncoderGraph().getSha256() + ")");
    }

    @Test
    void shouldChangeOnlyTheVersion() {
        // when
        ModelArtefact next = toy.withVersion(9);

        // then
        assertThat(next.id()).isEqualTo(new ModelId("toy", 9));
        assertThat(next.manifest())
                .isEqualTo(
                        ModelManifest.newBuilder(toy.manifest()).setVersion(9).build());
        assertThat(next.encoder()).isEqualTo(toy.encoder());
        assertThat(next.decoder()).isEqualTo(toy.decoder());
    }

    @Test
    void shouldTakeADraftThatIsAManifest() {
        // given
        ModelManifest draft =
                ModelManifest.newBuilder(toy.manifest()).setFormatVersion(77).build();

        // when
        ModelArtefact artefact = ModelArtefact.of(draft, toy.encoder(), toy.decoder());

        // then
        assertThat(artefact).isEqualTo(toy).hasSameHashCodeAs(toy).hasToString("ModelArtefact[toy/1]");
    }

    static Stream<Arguments> wrongManifests() {
        return Stream.of(
                wrong("formatVersion: 2 (expected: 1)", b -> b.setFormatVersion(2)),
                wrong("model name: a/b (expected:", b -> b.setName("a/b")),
                wrong("version: 0 (expected: >= 1)", b -> b.setVersion(0)),
                wrong("inputDim: 0 (expected: >= 1)", b -> b.setInputDim(0)),
                wrong("codeBytes: 0 (expected: >= 1)", b -> b.setCodeBytes(0)),
                wrong("threshold: NaN (expected: finite, >= 0)", b -> b.setThreshold(Float.NaN)),
                wrong("threshold: -1.0 (expected: finite, >= 0)", b -> b.setThreshold(-1)),
                wrong("alertRate: 1.0 (expected: above 0, below 1)", b -> b.setAlertRate(1)),
                wrong("trainingRows: -1 (expected: >= 0)", b -> b.setTrainingRows(-1)),
                wrong("tail.scale: 0.0 (expected:", b -> b.setTail(new TailFit(0.1, 0.1, 0.0, 0.0, 1, "gpd"))),
                wrong("encoderGraph.bytes: 0 (expected: >= 1)", b -> b.setEncoderGraph(new GraphFile(0, 0, NO_DIGEST))),
                wrong(
                        "encoderGraph.chunks: -4094 (expected: 4096)",
                        b -> b.setEncoderGraph(new GraphFile(Integer.MAX_VALUE, -4094, NO_DIGEST))),
                wrong("decoderGraph.chunks: 2 (expected: 1)", b -> b.setDecoderGraph(new GraphFile(5, 2, NO_DIGEST))),
                wrong("decoderGraph.sha256: x (expected:", b -> b.setDecoderGraph(new GraphFile(5, 1, "x"))),
                wrong("check.vector length: 1 (expected: 6)", b -> b.setCheck(check(1, 2, 0, 6))),
                wrong("check.code bytes: 3 (expected: 2)", b -> b.setCheck(check(6, 3, 0, 6))),
                wrong("check.error: -1.0 (expected: finite, >= 0)", b -> b.setCheck(check(6, 2, -1, 6))),
                wrong("check.reconstruction length: 7 (expected: 6)", b -> b.setCheck(check(6, 2, 0, 7))));
    }

    @ParameterizedTest
    @MethodSource("wrongManifests")
    void shouldRefuseManifestsThatCannotBe(String message, UnaryOperator<ModelManifest.Builder> change) {
        // given
        ModelManifest manifest =
                change.apply(ModelManifest.newBuilder(toy.manifest())).build();

        // then
        assertThatThrownBy(() -> new ModelArtefact(manifest, toy.encoder(), toy.decoder()))
                .isInstanceOf(ModelRefusedException.class)
                .hasMessageStartingWith(message);
    }

    private static Arguments wrong(String message, UnaryOperator<ModelManifest.Builder> change) {
        return Arguments.of(message, change);
    }

    private static CheckVector check(int vector, int code, float error, int reconstruction) {
        return new CheckVector(zeros(vector), ByteBuffer.allocate(code), error, zeros(reconstruction));
    }

    private static List<Float> zeros(int length) {
        return Stream.generate(() -> 0f).limit(length).toList();
    }
}
