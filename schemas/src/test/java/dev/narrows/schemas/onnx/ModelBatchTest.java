package dev.narrows.schemas.onnx;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.narrows.schemas.model.ModelArtefact;
import dev.narrows.schemas.model.ModelRefusedException;
import dev.narrows.schemas.model.OnnxGraphs;
import dev.narrows.schemas.model.ToyModels;
import dev.narrows.schemas.onnx.session.OnnxSettings;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Graphs that were made for one row at a time. */
class ModelBatchTest {

    private static final Map<String, Object> AXIS = Map.of("axis", 0L);

    private final ModelArtefact toy = ToyModels.artefact("toy", 1, 4, 2);

    @Test
    void shouldRefuseAnEncoderThatIsRightInTheFirstRowOnly() {
        // given: the largest of each column is the first of equal rows, so all rows but the first become zeros
        OnnxGraphs firstRowOnly = ToyModels.encoder(
                1,
                4,
                2,
                "first_rows",
                graph -> graph.node("Hardmax", "first_of_equals", AXIS, "x")
                        .node("Mul", "first_rows", "x", "first_of_equals"));
        ModelArtefact artefact = ModelArtefact.of(toy.manifest(), firstRowOnly.bytes(), toy.decoder());

        // when, then
        assertThatThrownBy(() -> OnnxModel.load(artefact, OnnxSettings.cpu()).close())
                .isInstanceOf(ModelRefusedException.class)
                .hasMessageStartingWith("check as row 1 of 64.");
    }
}
