package dev.narrows.schemas.model;

import dev.narrows.schemas.CheckVector;
import dev.narrows.schemas.ModelManifest;
import dev.narrows.schemas.TailFit;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;

/**
 * Real, published-as-is model versions for tests that must not train one. The toy cuts a vector into codeBytes
 * neighbouring groups of features and keeps each group's mean in one byte, so a vector that is constant within its
 * groups comes back nearly as it was, and one that is not has an error: the mean square of what the group means miss.
 *
 * <p>Means from -{@link #RANGE} to +RANGE are told apart in 255 steps by version 1, and twice, thrice and four times as
 * wide a range by versions 2, 3 and 4; then it begins again. Beyond they saturate. Neighbouring versions thus give the
 * same vector different codes, and a code decoded by the wrong one comes back wrong.
 */
public final class ToyModels {

    /** Largest mean that version 1 can keep. */
    public static final float RANGE = 4;

    /** Error above which a toy alerts: far above what quantisation costs, far below that of {@link #anomalous}. */
    public static final float THRESHOLD = 0.01f;

    private static final double ALERT_RATE = 1e-3;
    private static final TailFit TAIL =
            new TailFit(THRESHOLD / 10.0, 0.1, 0.0, (THRESHOLD - THRESHOLD / 10.0) / Math.log(100), 100, "gpd");

    private ToyModels() {}

    /**
     * A whole, unsigned version.
     *
     * @param inputDim values a vector, at least codeBytes
     * @param codeBytes bytes a code, 1 or more
     */
    public static ModelArtefact artefact(String name, int version, int inputDim, int codeBytes) {
        byte[] encoder = encoder(version, inputDim, codeBytes).bytes();
        byte[] decoder = decoder(version, inputDim, codeBytes).bytes();
        return ModelArtefact.of(draft(name, version, inputDim, codeBytes), encoder, decoder);
    }

    /** The manifest of {@link #artefact} before its graphs are known. */
    public static ModelManifest.Builder draft(String name, int version, int inputDim, int codeBytes) {
        return ModelManifest.newBuilder()
                .setFormatVersion(ModelArtefact.FORMAT_VERSION)
                .setName(name)
                .setVersion(version)
                .setCreatedAt(Instant.EPOCH)
                .setKind("toy")
                .setInputDim(inputDim)
                .setCodeBytes(codeBytes)
                .setErrorMetric("mse")
                .setThreshold(THRESHOLD)
                .setAlertRate(ALERT_RATE)
                .setTail(TAIL)
                .setTrainingRows(0)
                .setDataDigest("0".repeat(64))
                .setSeed(0)
                .setSettings(Map.of("made.by", "ToyModels"))
                .setFigures(Map.of("mse", 0.0))
                .setCheck(check(version, inputDim, codeBytes));
    }

    /** The encoder's graph, with the output contribution. */
    public static OnnxGraphs encoder(int version, int inputDim, int codeBytes) {
        return encoder(version, inputDim, codeBytes, "x", graph -> graph);
    }

    /**
     * As above, of what other nodes make of {@code x}.
     *
     * @param vector name of what they make: [N, inputDim]
     * @param before adds those nodes
     */
    public static OnnxGraphs encoder(
            int version, int inputDim, int codeBytes, String vector, UnaryOperator<OnnxGraphs> before) {
        OnnxGraphs graph = new OnnxGraphs()
                .input("x", OnnxGraphs.FLOAT, inputDim)
                .output("code", OnnxGraphs.UINT8, codeBytes)
                .output("error", OnnxGraphs.FLOAT, 0)
                .output("contribution", OnnxGraphs.FLOAT, inputDim)
                .constant("low", new float[] {-range(version)})
                .constant("step", new float[] {step(version)})
                .constant("first", new float[] {0})
                .constant("last", new float[] {255})
                .constant("dim", new float[] {inputDim})
                .constant("means", means(inputDim, codeBytes), inputDim, codeBytes)
                .constant("spread", spread(inputDim, codeBytes), codeBytes, inputDim);
        before.apply(graph)
                .node("MatMul", "mean", vector, "means")
                .node("Sub", "above", "mean", "low")
                .node("Div", "steps", "above", "step")
                .node("Round", "whole", "steps")
                .node("Clip", "level", "whole", "first", "last")
                .node("Cast", "code", Map.of("to", (long) OnnxGraphs.UINT8), "level");
        return reconstruct(graph, "level")
                .node("Sub", "missed", vector, "reconstruction")
                .node("Mul", "square", "missed", "missed")
                .node("ReduceMean", "error", Map.of("axes", List.of(1L), "keepdims", 0L), "square")
                .node("Div", "contribution", "square", "dim");
    }

    /** The decoder's graph. */
    public static OnnxGraphs decoder(int version, int inputDim, int codeBytes) {
        OnnxGraphs graph = new OnnxGraphs()
                .input("code", OnnxGraphs.UINT8, codeBytes)
                .output("reconstruction", OnnxGraphs.FLOAT, inputDim)
                .constant("low", new float[] {-range(version)})
                .constant("step", new float[] {step(version)})
                .constant("spread", spread(inputDim, codeBytes), codeBytes, inputDim)
                .node("Cast", "level", Map.of("to", (long) OnnxGraphs.FLOAT), "code");
        return reconstruct(graph, "level");
    }

    /** A vector that a toy of any version brings back, but for quantisation: constant within its groups, -1 to 1. */
    public static float[] normal(int inputDim, int codeBytes, Random random) {
        float[] means = new float[codeBytes];
        for (int i = 0; i < codeBytes; i++) {
            means[i] = 2 * random.nextFloat() - 1;
        }
        float[] vector = new float[inputDim];
        for (int i = 0; i < inputDim; i++) {
            vector[i] = means[group(i, inputDim, codeBytes)];
        }
        return vector;
    }

    /**
     * A vector that a toy of any version alerts on: 1 and -1 in turn.
     *
     * @param inputDim at least twice codeBytes
     */
    public static float[] anomalous(int inputDim, int codeBytes) {
        if (inputDim < 2 * codeBytes) {
            throw new IllegalArgumentException("inputDim: " + inputDim + " (expected: >= " + 2 * codeBytes + ")");
        }
        float[] vector = new float[inputDim];
        for (int i = 0; i < inputDim; i++) {
            vector[i] = i % 2 == 0 ? 1 : -1;
        }
        return vector;
    }

    /** What a toy encodes a vector to. */
    public static byte[] code(int version, int codeBytes, float[] vector) {
        double[] sums = new double[codeBytes];
        int[] sizes = new int[codeBytes];
        for (int i = 0; i < vector.length; i++) {
            sums[group(i, vector.length, codeBytes)] += vector[i];
            sizes[group(i, vector.length, codeBytes)]++;
        }
        byte[] code = new byte[codeBytes];
        for (int i = 0; i < codeBytes; i++) {
            double steps = Math.rint((sums[i] / sizes[i] + range(version)) / step(version));
            code[i] = (byte) Math.max(0, Math.min(255, steps));
        }
        return code;
    }

    /** Whether a code is what a toy encodes a vector to, but for a step up or down where float rounding decides. */
    public static boolean close(int version, int codeBytes, float[] vector, byte[] code) {
        byte[] expected = code(version, codeBytes, vector);
        for (int i = 0; i < codeBytes; i++) {
            if (Math.abs((code[i] & 0xff) - (expected[i] & 0xff)) > 1) {
                return false;
            }
        }
        return code.length == codeBytes;
    }

    /** What a toy decodes a code to. */
    public static float[] reconstruction(int version, int inputDim, byte[] code) {
        float[] vector = new float[inputDim];
        for (int i = 0; i < inputDim; i++) {
            vector[i] = (code[group(i, inputDim, code.length)] & 0xff) * step(version) - range(version);
        }
        return vector;
    }

    /** The error that a toy tells of a vector. */
    public static float error(int version, int codeBytes, float[] vector) {
        float[] back = reconstruction(version, vector.length, code(version, codeBytes, vector));
        double sum = 0;
        for (int i = 0; i < vector.length; i++) {
            sum += Math.pow(vector[i] - back[i], 2);
        }
        return (float) (sum / vector.length);
    }

    private static CheckVector check(int version, int inputDim, int codeBytes) {
        float[] vector = normal(inputDim, codeBytes, new Random(version));
        vector[0] += 0.5f;
        byte[] code = code(version, codeBytes, vector);
        return new CheckVector(
                list(vector),
                ByteBuffer.wrap(code),
                error(version, codeBytes, vector),
                list(reconstruction(version, inputDim, code)));
    }

    private static OnnxGraphs reconstruct(OnnxGraphs graph, String level) {
        return graph.node("Mul", "scaled", level, "step")
                .node("Add", "back", "scaled", "low")
                .node("MatMul", "reconstruction", "back", "spread");
    }

    private static float[] means(int inputDim, int codeBytes) {
        int[] sizes = new int[codeBytes];
        for (int i = 0; i < inputDim; i++) {
            sizes[group(i, inputDim, codeBytes)]++;
        }
        float[] means = new float[inputDim * codeBytes];
        for (int i = 0; i < inputDim; i++) {
            int group = group(i, inputDim, codeBytes);
            means[i * codeBytes + group] = 1f / sizes[group];
        }
        return means;
    }

    private static float[] spread(int inputDim, int codeBytes) {
        float[] spread = new float[codeBytes * inputDim];
        for (int i = 0; i < inputDim; i++) {
            spread[group(i, inputDim, codeBytes) * inputDim + i] = 1;
        }
        return spread;
    }

    private static int group(int feature, int inputDim, int codeBytes) {
        return (int) ((long) feature * codeBytes / inputDim);
    }

    private static float range(int version) {
        return RANGE * (1 + (version - 1) % 4);
    }

    private static float step(int version) {
        return 2 * range(version) / 255;
    }

    private static List<Float> list(float[] values) {
        List<Float> list = new ArrayList<>(values.length);
        for (float value : values) {
            list.add(value);
        }
        return list;
    }
}
