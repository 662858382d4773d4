package dev.narrows.schemas.onnx;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.narrows.schemas.CheckVector;
import dev.narrows.schemas.ModelManifest;
import dev.narrows.schemas.model.ModelArtefact;
import dev.narrows.schemas.model.ModelRefusedException;
import dev.narrows.schemas.model.OnnxGraphs;
import dev.narrows.schemas.model.ToyModels;
import dev.narrows.schemas.onnx.session.OnnxSettings;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ModelCheckTest {

    private static final Map<String, Object> TO_BYTE = Map.of("to", (long) OnnxGraphs.UINT8);
    private static final Map<String, Object> TO_FLOAT = Map.of("to", (long) OnnxGraphs.FLOAT);
    private static final Map<String, Object> A_ROW = Map.of("axes", List.of(1L), "keepdims", 0L);

    private final ModelArtefact toy = ToyModels.artefact("toy", 1, 4, 2);
    private final ModelArtefact wide = ToyModels.artefact("wide", 1, 300, 100);

    static Stream<Arguments> wrongEncoders() {
        return Stream.of(
                Arguments.of(
                        "encoder inputs: [input] (expected: [x])",
                        new OnnxGraphs()
                                .input("input", OnnxGraphs.FLOAT, 2)
                                .output("code", OnnxGraphs.UINT8, 2)
                                .node("Cast", "code", TO_BYTE, "input")),
                Arguments.of(
                        "encoder input x: FLOAT [-1, 3] (expected: FLOAT [-1, 2], -1 for any)",
                        encoder(3, 3).node("Cast", "code", TO_BYTE, "x").node("ReduceMean", "error", A_ROW, "x")),
                Arguments.of(
                        "encoder input x: UINT8 [-1, 2] (expected: FLOAT [-1, 2], -1 for any)",
                        new OnnxGraphs()
                                .input("x", OnnxGraphs.UINT8, 2)
                                .output("code", OnnxGraphs.UINT8, 2)
                                .node("Identity", "code", "x")),
                Arguments.of(
                        "encoder input x: FLOAT [5, 2] (expected: FLOAT [-1, 2], -1 for any)",
                        new OnnxGraphs()
                                .fixedInput("x", OnnxGraphs.FLOAT, 5, 2)
                                .output("code", OnnxGraphs.UINT8, 2)
                                .node("Cast", "code", TO_BYTE, "x")),
                Arguments.of(
                        "encoder outputs: [codes] (expected: code among them)",
                        new OnnxGraphs()
                                .input("x", OnnxGraphs.FLOAT, 2)
                                .output("codes", OnnxGraphs.UINT8, 2)
                                .node("Cast", "codes", TO_BYTE, "x")),
                Arguments.of(
                        "encoder output code: FLOAT [-1, 2] (expected: UINT8 [-1, 1], -1 for any)",
                        new OnnxGraphs()
                                .input("x", OnnxGraphs.FLOAT, 2)
                                .output("code", OnnxGraphs.FLOAT, 2)
                                .node("Identity", "code", "x")),
                Arguments.of(
                        "encoder outputs: [code] (expected: error among them)",
                        new OnnxGraphs()
                                .input("x", OnnxGraphs.FLOAT, 2)
                                .output("code", OnnxGraphs.UINT8, 1)
                                .node("ReduceMean", "mean", Map.of("axes", List.of(1L)), "x")
                                .node("Cast", "code", TO_BYTE, "mean")),
                Arguments.of(
                        "encoder output error: FLOAT [-1, 1] (expected: FLOAT [-1], -1 for any)",
                        new OnnxGraphs()
                                .input("x", OnnxGraphs.FLOAT, 2)
                                .output("code", OnnxGraphs.UINT8, 1)
                                .output("error", OnnxGraphs.FLOAT, 1)
                                .node("ReduceMean", "error", Map.of("axes", List.of(1L)), "x")
                                .node("Cast", "code", TO_BYTE, "error")),
                Arguments.of(
                        "encoder output contribution: FLOAT [-1, 1] (expected: FLOAT [-1, 2], -1 for any)",
                        encoder(2, 1)
                                .output("contribution", OnnxGraphs.FLOAT, 1)
                                .node("ReduceMean", "contribution", Map.of("axes", List.of(1L)), "x")
                                .node("Cast", "code", TO_BYTE, "contribution")
                                .node("ReduceMean", "error", A_ROW, "x")));
    }

    @ParameterizedTest
    @MethodSource("wrongEncoders")
    void shouldRefuseEncodersThatBreakTheContract(String message, OnnxGraphs encoder) {
        // given
        ModelArtefact narrow = ToyModels.artefact("toy", 1, 2, 1);
        ModelArtefact artefact = ModelArtefact.of(narrow.manifest(), encoder.bytes(), narrow.decoder());

        // then
        assertRefused(artefact, message);
    }

    @Test
    void shouldRefuseDecodersThatBreakTheContract() {
        // given
        byte[] otherWidth = ToyModels.decoder(1, 5, 2).bytes();
        byte[] otherCode = ToyModels.decoder(1, 4, 3).bytes();

        // then
        assertRefused(
                ModelArtefact.of(toy.manifest(), toy.encoder(), otherWidth),
                "decoder output reconstruction: FLOAT [-1, 5] (expected: FLOAT [-1, 4], -1 for any)");
        assertRefused(
                ModelArtefact.of(toy.manifest(), toy.encoder(), otherCode),
                "decoder input code: UINT8 [-1, 3] (expected: UINT8 [-1, 2], -1 for any)");
    }

    @Test
    void shouldRefuseBytesThatAreNoGraph() {
        // given
        byte[] garbage = "not a graph".getBytes(StandardCharsets.UTF_8);

        // then
        assertThatThrownBy(() ->
                        OnnxModel.load(ModelArtefact.of(toy.manifest(), garbage, toy.decoder()), OnnxSettings.cpu()))
                .isInstanceOf(ModelRefusedException.class)
                .hasMessage("encoder graph: protobuf message: cut off or none (expected: a whole one)");
        assertThatThrownBy(() ->
                        OnnxModel.load(ModelArtefact.of(toy.manifest(), toy.encoder(), garbage), OnnxSettings.cpu()))
                .isInstanceOf(ModelRefusedException.class)
                .hasMessageStartingWith("decoder graph: ");
    }

    @Test
    void shouldRefuseTheGraphsOfAnotherVersion() {
        // given
        ModelArtefact other = ToyModels.artefact("toy", 2, 4, 2);

        // then
        assertRefused(
                ModelArtefact.of(toy.manifest(), other.encoder(), toy.decoder()),
                "check.code: 2 of 2 bytes differ from the recorded ones (expected: at most 1)");
        assertThatThrownBy(() -> OnnxModel.load(
                        ModelArtefact.of(toy.manifest(), toy.encoder(), other.decoder()), OnnxSettings.cpu()))
                .isInstanceOf(ModelRefusedException.class)
                .hasMessageMatching("check\\.reconstruction\\[0]: \\S+ \\(expected: \\S+\\)");
    }

    @Test
    void shouldTakeFewBytesThatFellToTheOtherSideOfAStep() {
        assertThatCode(() -> load(withCheck(wide, 2, 1, 1f))).doesNotThrowAnyException();
        assertThatCode(() -> load(withCheck(wide, 2, 1, 1.04f))).doesNotThrowAnyException();
        assertThatCode(() -> load(withCheck(toy, 1, 1, 1f))).doesNotThrowAnyException();
    }

    @Test
    void shouldRefuseMoreBytesThanThat() {
        assertRefused(
                withCheck(wide, 3, 1, 1f),
                "check.code: 3 of 100 bytes differ from the recorded ones (expected: at most 2)");
        assertRefused(
                withCheck(toy, 2, 1, 1f),
                "check.code: 2 of 2 bytes differ from the recorded ones (expected: at most 1)");
    }

    @Test
    void shouldRefuseAnotherError() {
        assertThatThrownBy(() -> load(withCheck(toy, 0, 0, 1.01f)))
                .isInstanceOf(ModelRefusedException.class)
                .hasMessageMatching("check\\.error: \\S+ \\(expected: \\S+\\)");
        assertThatThrownBy(() -> load(withCheck(toy, 1, 1, 1.2f)))
                .isInstanceOf(ModelRefusedException.class)
                .hasMessageStartingWith("check.error: ");
    }

    @Test
    void shouldAllowMoreWhereLayersRound() {
        assertThatCode(() -> load(rounded(withCheck(toy, 0, 0, 1.04f)))).doesNotThrowAnyException();
        assertThatThrownBy(() -> load(rounded(withCheck(toy, 0, 0, 1.2f))))
                .isInstanceOf(ModelRefusedException.class)
                .hasMessageStartingWith("check.error: ");
    }

    @Test
    void shouldRefuseAnEncoderThatHidesInfinity() {
        // given
        OnnxGraphs hiding = encoder(2, 2)
                .constant("least", new float[] {-9})
                .constant("most", new float[] {9})
                .node("Clip", "kept", "x", "least", "most")
                .node("Cast", "code", TO_BYTE, "kept")
                .node("Mul", "square", "kept", "kept")
                .node("ReduceMean", "error", A_ROW, "square");

        // then
        assertRefused(
                own(hiding, 1f, 2f, 2.5f),
                "error of a row with NaN or infinity: 42.5 (expected: not finite, for feature 0 as for any)");
    }

    @Test
    void shouldRefuseAnEncoderThatLooksAtOneFeatureOnlyForItsError() {
        // given
        OnnxGraphs blind = encoder(2, 2)
                .constant("first", new float[] {1, 0}, 2, 1)
                .node("Cast", "code", TO_BYTE, "x")
                .node("Cast", "level", TO_FLOAT, "code")
                .node("MatMul", "one", "level", "first")
                .node("ReduceMean", "error", A_ROW, "one");

        // then
        assertThatThrownBy(() -> load(own(blind, 1f, 2f, 1f)))
                .isInstanceOf(ModelRefusedException.class)
                .hasMessageStartingWith("error of a row with NaN or infinity: ");
    }

    @Test
    void shouldRefuseAnEncoderWhoseRowsDependOnEachOther() {
        // given
        OnnxGraphs mixing = encoder(2, 2)
                .node("ReduceMean", "mean", Map.of("axes", List.of(0L)), "x")
                .node("Sub", "zero", "x", "x")
                .node("Add", "row", "zero", "mean")
                .node("Cast", "code", TO_BYTE, "row")
                .node("Mul", "square", "row", "row")
                .node("ReduceMean", "error", A_ROW, "square");

        // then
        assertThatThrownBy(() -> load(own(mixing, 1f, 2f, 2.5f)))
                .isInstanceOf(ModelRefusedException.class)
                .hasMessageStartingWith("check among other rows.");
    }

    /** An artefact of 2 values and 2 bytes whose code is the vector itself. */
    private static ModelArtefact own(OnnxGraphs encoder, float first, float second, float error) {
        byte[] decoder = new OnnxGraphs()
                .input("code", OnnxGraphs.UINT8, 2)
                .output("reconstruction", OnnxGraphs.FLOAT, 2)
                .node("Cast", "reconstruction", TO_FLOAT, "code")
                .bytes();
        List<Float> vector = List.of(first, second);
        CheckVector check =
                new CheckVector(vector, ByteBuffer.wrap(new byte[] {(byte) first, (byte) second}), error, vector);
        return ModelArtefact.of(ToyModels.draft("own", 1, 2, 2).setCheck(check), encoder.bytes(), decoder);
    }

    private static OnnxGraphs encoder(int inputDim, int codeBytes) {
        return new OnnxGraphs()
                .input("x", OnnxGraphs.FLOAT, inputDim)
                .output("code", OnnxGraphs.UINT8, codeBytes)
                .output("error", OnnxGraphs.FLOAT, 0);
    }

    /** The artefact with another recorded check: so many bytes changed by so much, and another error. */
    private static ModelArtefact withCheck(ModelArtefact artefact, int bytes, int by, float errorFactor) {
        CheckVector check = artefact.manifest().getCheck();
        byte[] code = new byte[check.getCode().remaining()];
        check.getCode().duplicate().get(code);
        for (int i = 0; i < bytes; i++) {
            code[i] += (byte) by;
        }
        List<Float> back = new ArrayList<>();
        for (float value : ToyModels.reconstruction(1, check.getVector().size(), code)) {
            back.add(value);
        }
        ModelManifest changed = ModelManifest.newBuilder(artefact.manifest())
                .setCheck(
                        new CheckVector(check.getVector(), ByteBuffer.wrap(code), check.getError() * errorFactor, back))
                .build();
        return ModelArtefact.of(changed, artefact.encoder(), artefact.decoder());
    }

    private static ModelArtefact rounded(ModelArtefact artefact) {
        ModelManifest changed = ModelManifest.newBuilder(artefact.manifest())
                .setSettings(Map.of("weights", "int8"))
                .build();
        return ModelArtefact.of(changed, artefact.encoder(), artefact.decoder());
    }

    private static void load(ModelArtefact artefact) {
        OnnxModel.load(artefact, OnnxSettings.cpu()).close();
    }

    private static void assertRefused(ModelArtefact artefact, String message) {
        assertThatThrownBy(() -> load(artefact))
                .isInstanceOf(ModelRefusedException.class)
                .hasMessage(message);
    }
}
