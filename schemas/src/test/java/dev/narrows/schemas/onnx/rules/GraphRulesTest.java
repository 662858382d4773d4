package dev.narrows.schemas.onnx.rules;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.narrows.schemas.model.ModelRefusedException;
import dev.narrows.schemas.model.OnnxGraphs;
import dev.narrows.schemas.model.ToyModels;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GraphRulesTest {

    @Test
    void shouldPassWhatOurOwnToysAre() {
        assertThatCode(() -> check(ToyModels.encoder(1, 784, 64))).doesNotThrowAnyException();
        assertThatCode(() -> check(ToyModels.decoder(1, 784, 64))).doesNotThrowAnyException();
    }

    @Test
    void shouldRefuseValuesInAnotherFile() {
        assertRefused(
                ToyModels.encoder(1, 4, 2).constantElsewhere("w", "/etc/shadow", 2, 2),
                "encoder graph: constant w has its values in another file (expected: all of it in one file)");
    }

    @Test
    void shouldRefuseValuesInAnotherFileInABranchToo() {
        // given
        OnnxGraphs branch = new OnnxGraphs().constantElsewhere("w", "../secret", 4);

        // then
        assertRefused(
                ToyModels.encoder(1, 4, 2).node("If", "y", Map.of("then_branch", branch), "x"),
                "encoder graph: constant w has its values in another file (expected: all of it in one file)");
    }

    @Test
    void shouldRefuseOperatorsOfUnknownSets() {
        assertRefused(
                ToyModels.encoder(1, 4, 2).node("evil\nset", "Run", "y", Map.of(), "x"),
                "encoder graph: operators of evil?set (expected: those of ai.onnx, ai.onnx.ml or com.microsoft)");
    }

    @Test
    void shouldRefuseConstantsThatClaimMoreThanTheyHold() {
        String reason = "says it has more values than its";
        assertRefusedWith(ToyModels.encoder(1, 4, 2).constant("w", new float[] {1}, 1L << 40), reason);
        assertRefusedWith(ToyModels.encoder(1, 4, 2).constant("w", new float[] {1}, 1L << 32, 1L << 32), reason);
        assertRefusedWith(ToyModels.encoder(1, 4, 2).constant("w", new float[] {1}, -1), reason);
    }

    @Test
    void shouldRefuseTensorsWiderThanAnyVector() {
        assertRefused(
                new OnnxGraphs().input("x", OnnxGraphs.FLOAT, Integer.MAX_VALUE),
                "encoder graph: tensor x says it has more than 268435456 values (expected: fewer)");
    }

    @Test
    void shouldRefuseGraphsWithinGraphsWithoutEnd() {
        // given
        OnnxGraphs graph = new OnnxGraphs();
        for (int depth = 1; depth < 5_000; depth++) {
            graph = new OnnxGraphs().node("If", "y", Map.of("then_branch", graph), "x");
        }
        byte[] deep = graph.bytes();

        // then
        assertThatThrownBy(() -> GraphRules.check("encoder", deep))
                .isInstanceOf(ModelRefusedException.class)
                .hasMessage("encoder graph: graphs within graphs, 9 deep (expected: at most 8)");
    }

    @Test
    void shouldRefuseOrPassAnyBytesWithoutAnotherFailure() {
        // given
        byte[] whole = ToyModels.encoder(1, 4, 2).bytes();
        Random random = new Random(21);

        // then
        for (int i = 0; i < 20_000; i++) {
            byte[] changed = Arrays.copyOf(whole, i % 3 == 0 ? random.nextInt(whole.length) : whole.length);
            for (int change = random.nextInt(4); change >= 0 && changed.length > 0; change--) {
                changed[random.nextInt(changed.length)] = (byte) random.nextInt();
            }
            try {
                GraphRules.check("encoder", changed);
            } catch (ModelRefusedException refused) {
                continue;
            }
        }
    }

    private static void check(OnnxGraphs graph) {
        GraphRules.check("encoder", graph.bytes());
    }

    private static void assertRefused(OnnxGraphs graph, String message) {
        assertThatThrownBy(() -> check(graph))
                .isInstanceOf(ModelRefusedException.class)
                .hasMessage(message);
    }

    private static void assertRefusedWith(OnnxGraphs graph, String part) {
        assertThatThrownBy(() -> check(graph))
                .isInstanceOf(ModelRefusedException.class)
                .hasMessageContaining(part);
    }
}
