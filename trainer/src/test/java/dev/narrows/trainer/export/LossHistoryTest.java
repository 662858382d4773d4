package dev.narrows.trainer.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.narrows.trainer.fit.Fitted.Epoch;
import dev.narrows.trainer.graph.ElementType;
import dev.narrows.trainer.graph.Graph;
import dev.narrows.trainer.graph.Metadata;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LossHistoryTest {

    @Test
    void shouldTellEachEpochInFewCharacters() {
        // given
        List<Epoch> history = List.of(new Epoch(1, false, 0.5, 0.25), new Epoch(4, true, 1 / 3.0, 1e-9));

        // when
        String text = LossHistory.text(history);

        // then
        assertThat(text).isEqualTo("[[1,0,0.5,0.25],[4,1,0.33333334,1.0E-9]]");
    }

    @Test
    void shouldBeReadFromAGraphFile() {
        // given
        Graph graph = new Graph("encoder");
        graph.output("y", graph.input("x", ElementType.FLOAT32, 2), ElementType.FLOAT32, 2);

        // when
        Map<String, String> pairs = Metadata.of(graph.toBytes(Map.of(LossHistory.KEY, "[]", "seed", "1")));

        // then
        assertThat(pairs).containsOnly(Map.entry(LossHistory.KEY, "[]"), Map.entry("seed", "1"));
    }

    @Test
    void shouldRefuseAFileThatIsNoGraph() {
        // given / when / then
        assertThatThrownBy(() -> Metadata.of(new byte[] {1, 2, 3}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("graph: 3 bytes (expected: an ONNX file)");
    }
}
