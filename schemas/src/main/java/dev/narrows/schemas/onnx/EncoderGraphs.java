package dev.narrows.schemas.onnx;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OrtSession;
import dev.narrows.schemas.model.ModelRefusedException;
import dev.narrows.schemas.onnx.session.SessionPlan;

/**
 * The open sessions of an encoder's graph. ONNX Runtime computes all outputs of a graph, asked for or not, each into memory
 * of its own. Contributions are as wide as vectors and asked for one row in a thousand, so a graph that tells them is open
 * twice: as it is for those rows, and without them for batches. Any thread, like {@link Graph}.
 */
final class EncoderGraphs implements AutoCloseable {

    private final Graph whole;
    private final Graph batches;

    private EncoderGraphs(Graph whole, Graph batches) {
        this.whole = whole;
        this.batches = batches;
    }

    /**
     * Opens and checks a graph.
     *
     * @throws ModelRefusedException when ONNX Runtime cannot open it or a tensor is not what the contract asks for
     */
    static EncoderGraphs open(byte[] bytes, int inputDim, int codeBytes, SessionPlan plan) {
        Graph whole = Graph.open("encoder", bytes, plan);
        try {
            whole.requireInput(Encoder.VECTOR, OnnxJavaType.FLOAT, Graph.ANY, inputDim);
            whole.requireOutput(Encoder.CODE, OnnxJavaType.UINT8, Graph.ANY, codeBytes);
            whole.requireOutput(Encoder.ERROR, OnnxJavaType.FLOAT, Graph.ANY);
            if (!whole.hasOutput(Encoder.CONTRIBUTION)) {
                return new EncoderGraphs(whole, whole);
            }
            whole.requireOutput(Encoder.CONTRIBUTION, OnnxJavaType.FLOAT, Graph.ANY, inputDim);
            byte[] lean = GraphOutputs.without(bytes, Encoder.CONTRIBUTION);
            return new EncoderGraphs(whole, Graph.open("encoder", lean, plan));
        } catch (RuntimeException | Error e) {
            whole.close();
            throw e;
        }
    }

    /** Computes codes and errors. */
    OrtSession batches() {
        return batches.session();
    }

    /** Whether {@link #explanations} has contributions. */
    boolean contributes() {
        return whole != batches;
    }

    /** Computes codes, errors, and contributions where there are any. */
    OrtSession explanations() {
        return whole.session();
    }

    @Override
    public void close() {
        try {
            whole.close();
        } finally {
            if (contributes()) {
                batches.close();
            }
        }
    }
}
