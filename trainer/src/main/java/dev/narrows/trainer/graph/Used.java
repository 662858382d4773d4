package dev.narrows.trainer.graph;

import dev.narrows.trainer.graph.onnx.GraphProto;
import dev.narrows.trainer.graph.onnx.NodeProto;
import dev.narrows.trainer.graph.onnx.TensorProto;
import dev.narrows.trainer.graph.onnx.ValueInfoProto;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which part of a graph its outputs come from. */
final class Used {

    private Used() {}

    /** The graph without nodes and constants that no output comes from. Each node stands after those that it reads. */
    static GraphProto of(GraphProto.Builder graph) {
        Set<String> read = new HashSet<>();
        for (ValueInfoProto output : graph.getOutputList()) {
            read.add(output.getName());
        }
        List<NodeProto> nodes = new ArrayList<>();
        for (int i = graph.getNodeCount() - 1; i >= 0; i--) {
            NodeProto node = graph.getNode(i);
            if (node.getOutputList().stream().anyMatch(read::contains)) {
                nodes.add(node);
                read.addAll(node.getInputList());
            }
        }
        Collections.reverse(nodes);
        List<TensorProto> constants = graph.getInitializerList().stream()
                .filter(constant -> read.contains(constant.getName()))
                .toList();
        return graph.clone()
                .clearNode()
                .addAllNode(nodes)
                .clearInitializer()
                .addAllInitializer(constants)
                .build();
    }
}
