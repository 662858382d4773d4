package dev.narrows.trainer.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.narrows.trainer.graph.onnx.ModelProto;
import dev.narrows.trainer.graph.onnx.NodeProto;
import dev.narrows.trainer.graph.onnx.StringStringEntryProto;
import dev.narrows.trainer.graph.onnx.TensorProto;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GraphTest {

    @Test
    void shouldWriteWhatTheFormatAsksFor() throws InvalidProtocolBufferException {
        // given
        Graph graph = new Graph("twice");
        String x = graph.input("x", ElementType.FLOAT32, 3);
        graph.output("y", graph.node("Mul", x, graph.scalar(2)), ElementType.FLOAT32, 3);

        // when
        ModelProto model = ModelProto.parseFrom(graph.toBytes(Map.of("b", "2", "a", "1")));

        // then
        assertThat(model.getIrVersion()).isEqualTo(8);
        assertThat(model.getOpsetImport(0).getVersion()).isEqualTo(17);
        assertThat(model.getMetadataPropsList())
                .extracting(StringStringEntryProto::getKey)
                .containsExactly("a", "b");
        assertThat(model.getGraph().getNodeList())
                .extracting(NodeProto::getOpType)
                .containsExactly("Mul");
        assertThat(model.getGraph().getNode(0).getOutputList()).containsExactly("y");
        assertThat(model.getGraph().getOutput(0).getName()).isEqualTo("y");
    }

    @Test
    void shouldCallAnOutputBySameNameWhereverItIsRead() throws InvalidProtocolBufferException {
        // given
        Graph graph = new Graph("shared");
        String x = graph.input("x", ElementType.FLOAT32, 3);
        String square = graph.node("Mul", x, x);
        String root = graph.node("Sqrt", square);

        // when
        graph.output("square", square, ElementType.FLOAT32, 3);
        graph.output("root", root, ElementType.FLOAT32, 3);
        graph.output("again", square, ElementType.FLOAT32, 3);
        graph.output("same", x, ElementType.FLOAT32, 3);
        graph.output("negative", graph.node("Neg", square), ElementType.FLOAT32, 3);

        // then
        ModelProto model = ModelProto.parseFrom(graph.toBytes(Map.of()));
        assertThat(model.getGraph().getNodeList())
                .extracting(node -> node.getOpType() + node.getInputList() + node.getOutputList())
                .containsExactly(
                        "Mul[x, x][square]",
                        "Sqrt[square][root]",
                        "Identity[square][again]",
                        "Identity[x][same]",
                        "Neg[square][negative]");
    }

    @Test
    void shouldGiveEachValueANameOfItsOwn() throws InvalidProtocolBufferException {
        // given
        Graph graph = new Graph("names");
        String x = graph.input("x", ElementType.FLOAT32, 1);

        // when
        String once = graph.node("Relu", x);
        String twice = graph.node("Relu", once);

        // then
        assertThat(once).isNotEqualTo(twice);
    }

    @Test
    void shouldTakeWhatFollowsALayerIntoIt() throws InvalidProtocolBufferException {
        // given
        Graph graph = new Graph("after");
        String x = graph.input("x", ElementType.FLOAT32, 1);
        String layer = dense(graph, x);

        // when
        String y = affine(graph, layer);
        graph.output("y", y, ElementType.FLOAT32, 1);

        // then
        assertThat(nodes(graph))
                .containsExactly(
                        "Unsqueeze[factor_1, longs_1]",
                        "Mul[weight_1, Unsqueeze_1]",
                        "Mul[bias_1, factor_1]",
                        "Add[Mul_2, more_1]",
                        "Gemm[x, Mul_1, Add_1]");
    }

    @Test
    void shouldLeaveALayerAsItIsWhereOthersReadIt() throws InvalidProtocolBufferException {
        // given
        Graph graph = new Graph("shared");
        String x = graph.input("x", ElementType.FLOAT32, 1);
        String layer = dense(graph, x);
        String other = graph.node("Relu", layer);

        // when
        String y = affine(graph, layer);
        graph.output("y", graph.node("Add", y, other), ElementType.FLOAT32, 1);

        // then
        assertThat(nodes(graph))
                .containsExactly(
                        "Gemm[x, weight_1, bias_1]",
                        "Relu[Gemm_1]",
                        "Mul[Gemm_1, factor_1]",
                        "Add[Mul_1, more_1]",
                        "Add[Add_1, Relu_1]");
    }

    @Test
    void shouldTakeWhatPrecedesALayerIntoItAndDropWhatNobodyReads() throws InvalidProtocolBufferException {
        // given
        Graph graph = new Graph("before");
        String x = graph.input("x", ElementType.FLOAT32, 1);
        String scaled = affine(graph, x);
        graph.scalar(3);

        // when
        String y = dense(graph, scaled);
        graph.output("y", y, ElementType.FLOAT32, 1);

        // then
        assertThat(nodes(graph))
                .containsExactly(
                        "MatMul[weight_1, more_1]",
                        "Add[bias_1, MatMul_1]",
                        "Mul[weight_1, factor_1]",
                        "Gemm[x, Mul_2, Add_2]");
        assertThat(ModelProto.parseFrom(graph.toBytes(Map.of())).getGraph().getInitializerList())
                .extracting(TensorProto::getName)
                .containsExactly("factor_1", "more_1", "weight_1", "bias_1");
    }

    @Test
    void shouldRefuseAConstantThatDoesNotFillItsShape() {
        // given
        Graph graph = new Graph("broken");

        // when / then
        assertThatThrownBy(() -> graph.constant("weight", new float[5], 2, 3))
                .hasMessage("weight: 20 bytes (expected: 6 values of FLOAT32)");
    }

    /** A layer of one value. */
    private static String dense(Graph graph, String x) {
        return graph.dense(x, graph.constant("weight", new float[1], 1, 1), graph.constant("bias", new float[1], 1));
    }

    private static String affine(Graph graph, String value) {
        return graph.affine(value, graph.constant("factor", new float[1], 1), graph.constant("more", new float[1], 1));
    }

    private static List<String> nodes(Graph graph) throws InvalidProtocolBufferException {
        return ModelProto.parseFrom(graph.toBytes(Map.of())).getGraph().getNodeList().stream()
                .map(node -> node.getOpType() + node.getInputList())
                .toList();
    }
}
