package dev.narrows.schemas.onnx;

import ai.onnxruntime.OnnxJavaType;
import dev.narrows.schemas.model.ModelRefusedException;
import dev.narrows.schemas.onnx.rules.GraphRules;
import dev.narrows.schemas.onnx.session.ExecutionProvider;
import dev.narrows.schemas.onnx.session.OnnxSettings;
import dev.narrows.schemas.onnx.session.SessionPlan;

/**
 * The two graphs of a model that has no manifest yet, for whoever writes it: what they take and make, and how wide that is.
 * Held to the same contract as those of a published version, but for the check vector, which there is none of. On the
 * processor. Any thread; encoders and decoders must be closed before it.
 */
public final class BareGraphs implements AutoCloseable {

    private final EncoderGraphs encoder;
    private final Graph decoder;
    private final int inputDim;
    private final int codeBytes;

    private BareGraphs(EncoderGraphs encoder, Graph decoder, int inputDim, int codeBytes) {
        this.encoder = encoder;
        this.decoder = decoder;
        this.inputDim = inputDim;
        this.codeBytes = codeBytes;
    }

    /**
     * Opens both.
     *
     * @param encoder ONNX graph {@code x -> code, error}
     * @param decoder ONNX graph {@code code -> reconstruction}
     * @throws ModelRefusedException naming the tensor, what it is and what the contract asks for
     */
    public static BareGraphs open(byte[] encoder, byte[] decoder) {
        GraphRules.check("encoder", encoder);
        GraphRules.check("decoder", decoder);
        SessionPlan plan = SessionPlan.of(ExecutionProvider.CPU, OnnxSettings.cpu());
        Graph back = Graph.open("decoder", decoder, plan);
        try {
            int[] widths = widths(encoder, back, plan);
            back.requireInput(Decoder.CODE, OnnxJavaType.UINT8, Graph.ANY, widths[1]);
            back.requireOutput(Decoder.RECONSTRUCTION, OnnxJavaType.FLOAT, Graph.ANY, widths[0]);
            return new BareGraphs(EncoderGraphs.open(encoder, widths[0], widths[1], plan), back, widths[0], widths[1]);
        } catch (RuntimeException | Error e) {
            back.close();
            throw e;
        }
    }

    /** Values a vector. */
    public int inputDim() {
        return inputDim;
    }

    /** Bytes a code. */
    public int codeBytes() {
        return codeBytes;
    }

    /** A new encoder for one thread, for that many rows at most. */
    public Encoder newEncoder(int maxBatch) {
        return new Encoder(encoder, inputDim, codeBytes, maxBatch, () -> {});
    }

    /** A new decoder for one thread, for that many rows at most. */
    public Decoder newDecoder(int maxBatch) {
        return new Decoder(decoder, inputDim, codeBytes, maxBatch, () -> {});
    }

    @Override
    public void close() {
        try {
            encoder.close();
        } finally {
            decoder.close();
        }
    }

    /** Values of a vector and bytes of a code, as either graph states them. */
    private static int[] widths(byte[] encoder, Graph decoder, SessionPlan plan) {
        try (Graph graph = Graph.open("encoder", encoder, plan)) {
            graph.requireInput(Encoder.VECTOR, OnnxJavaType.FLOAT, Graph.ANY, Graph.ANY);
            graph.requireOutput(Encoder.CODE, OnnxJavaType.UINT8, Graph.ANY, Graph.ANY);
            graph.requireOutput(Encoder.ERROR, OnnxJavaType.FLOAT, Graph.ANY);
            decoder.requireInput(Decoder.CODE, OnnxJavaType.UINT8, Graph.ANY, Graph.ANY);
            decoder.requireOutput(Decoder.RECONSTRUCTION, OnnxJavaType.FLOAT, Graph.ANY, Graph.ANY);
            return new int[] {
                stated(Encoder.VECTOR, graph.width(Encoder.VECTOR), decoder.width(Decoder.RECONSTRUCTION)),
                stated(Encoder.CODE, graph.width(Encoder.CODE), decoder.width(Decoder.CODE))
            };
        }
    }

    private static int stated(String tensor, long encoder, long decoder) {
        long width = encoder == Graph.ANY ? decoder : encoder;
        if (width < 1 || width > GraphRules.MAX_VALUES) {
            throw new ModelRefusedException(
                    "width of " + tensor + ": stated by neither graph (expected: a number, such as [N, 16])");
        }
        return (int) width;
    }
}
