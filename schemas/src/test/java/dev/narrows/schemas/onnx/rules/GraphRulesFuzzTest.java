package dev.narrows.schemas.onnx.rules;

import dev.narrows.fuzz.Fuzz;
import dev.narrows.schemas.model.ModelArtefact;
import dev.narrows.schemas.model.ModelRefusedException;
import dev.narrows.schemas.model.ToyModels;
import org.junit.jupiter.api.Test;

/** Graphs before the runtime sees them. */
final class GraphRulesFuzzTest {

    @Test
    void shouldTakeOrRefuseEveryGraph() {
        ModelArtefact toy = ToyModels.artefact("toy", 1, 8, 2);
        Fuzz.of("graph", ModelRefusedException.class)
                .from(toy.encoder(), toy.decoder())
                .run(file -> GraphRules.check("encoder", file));
    }
}
