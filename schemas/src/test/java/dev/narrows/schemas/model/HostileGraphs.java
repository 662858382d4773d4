package dev.narrows.schemas.model;

import java.util.List;
import java.util.Map;

/** Versions whose encoder is well-formed and does harm as soon as it runs; their decoder is a toy's. */
public final class HostileGraphs {

    private HostileGraphs() {}

    /** An encoder that never ends. */
    public static ModelArtefact endless(String name, int version, int inputDim, int codeBytes) {
        OnnxGraphs body = new OnnxGraphs()
                .scalarInput("i", OnnxGraphs.INT64)
                .scalarInput("go", OnnxGraphs.BOOL)
                .input("v", OnnxGraphs.FLOAT, inputDim)
                .scalarOutput("again", OnnxGraphs.BOOL)
                .output("w", OnnxGraphs.FLOAT, inputDim)
                .node("Identity", "again", "go")
                .node("Neg", "w", "v");
        OnnxGraphs graph = encoder(inputDim, codeBytes)
                .constant("one", new float[] {1})
                .node("Cast", "true", Map.of("to", (long) OnnxGraphs.BOOL), "one")
                .node("Loop", "harm", Map.of("body", body), "", "true", "x");
        return artefact(name, version, inputDim, codeBytes, graph);
    }

    /** An encoder that fills that many bytes of memory. */
    public static ModelArtefact hungry(String name, int version, int inputDim, int codeBytes, long bytes) {
        OnnxGraphs graph = encoder(inputDim, codeBytes)
                .constant("many", new float[] {(float) bytes / Float.BYTES}, 1)
                .node("Cast", "shape", Map.of("to", (long) OnnxGraphs.INT64), "many")
                .node("ConstantOfShape", "harm", "shape");
        return artefact(name, version, inputDim, codeBytes, graph);
    }

    /** An encoder that crashes ONNX Runtime 1.29, which inverts a matrix of one row as if it were a square. */
    public static ModelArtefact crashing(String name, int version, int inputDim, int codeBytes) {
        OnnxGraphs graph = encoder(inputDim, codeBytes).node("com.microsoft", "Inverse", "harm", Map.of(), "x");
        return artefact(name, version, inputDim, codeBytes, graph);
    }

    private static OnnxGraphs encoder(int inputDim, int codeBytes) {
        return new OnnxGraphs()
                .input("x", OnnxGraphs.FLOAT, inputDim)
                .output("code", OnnxGraphs.UINT8, codeBytes)
                .output("error", OnnxGraphs.FLOAT, 0)
                .constant("picked", new float[inputDim * codeBytes], inputDim, codeBytes)
                .node("MatMul", "level", "x", "picked")
                .node("Cast", "code", Map.of("to", (long) OnnxGraphs.UINT8), "level")
                .node("ReduceMean", "mean", Map.of("axes", List.of(1L), "keepdims", 0L), "x");
    }

    private static ModelArtefact artefact(String name, int version, int inputDim, int codeBytes, OnnxGraphs encoder) {
        ModelArtefact toy = ToyModels.artefact(name, version, inputDim, codeBytes);
        encoder.node("ReduceSum", "sum", Map.of("keepdims", 0L), "harm").node("Add", "error", "mean", "sum");
        return ModelArtefact.of(toy.manifest(), encoder.bytes(), toy.decoder());
    }
}
