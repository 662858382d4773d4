package dev.narrows.schemas.onnx;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import dev.narrows.schemas.onnx.session.OrtRuntime;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.Map;

/**
 * Decodes batches of codes with one model version: fill {@link #codes}, {@link #run}, read {@link #reconstructions}.
 * The buffers are direct, made once and always the same; their positions and limits are the caller's, a run looks at
 * neither.
 *
 * <p>Owned by one thread. Holds a lease on its model until closed; the buffers must not be used after that.
 */
public final class Decoder implements AutoCloseable {

    static final String CODE = "code";
    static final String RECONSTRUCTION = "reconstruction";

    private final int inputDim;
    private final int codeBytes;
    private final ByteBuffer codes;
    private final ByteBuffer reconstructionBytes;
    private final FloatBuffer reconstructions;
    private final ByteBuffer callersCodes;
    private final FloatBuffer callersReconstructions;
    private final BatchRunner runner;
    private final Runnable release;
    private boolean closed;

    /** @param release ends the lease */
    Decoder(Graph graph, int inputDim, int codeBytes, int maxBatch, Runnable release) {
        this.inputDim = inputDim;
        this.codeBytes = codeBytes;
        this.codes = DirectBuffers.bytes(maxBatch, codeBytes);
        this.reconstructionBytes = DirectBuffers.floatBytes(maxBatch, inputDim);
        this.reconstructions = reconstructionBytes.asFloatBuffer();
        this.callersCodes = codes.duplicate();
        this.callersReconstructions = reconstructions.duplicate();
        this.runner = new BatchRunner("decoder", graph.session(), maxBatch, this::bind);
        this.release = release;
    }

    /** Codes to decode: uint8 [maxBatch, codeBytes]. */
    public ByteBuffer codes() {
        return callersCodes;
    }

    /**
     * Decodes the first rows of {@link #codes}.
     *
     * @param rows 1 to maxBatch
     * @throws IllegalArgumentException when rows are out of range
     * @throws InferenceException when ONNX Runtime cannot do it
     */
    public void run(int rows) {
        if (closed) {
            throw new IllegalStateException("decoder: closed (expected: open)");
        }
        runner.run(rows);
    }

    /** Vectors of the rows last decoded: float32 [maxBatch, inputDim], row-major, in the units of the input. */
    public FloatBuffer reconstructions() {
        return callersReconstructions;
    }

    /** Ends the lease; a second call does nothing. */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            runner.close();
            DirectBuffers.giveBack(codes, reconstructionBytes);
            release.run();
        }
    }

    private BatchRunner.Tensors bind(int rows) throws OrtException {
        OnnxTensor code = OnnxTensor.createTensor(
                OrtRuntime.environment(),
                codes.slice(0, rows * codeBytes),
                new long[] {rows, codeBytes},
                OnnxJavaType.UINT8);
        OnnxTensor reconstruction = OnnxTensor.createTensor(
                OrtRuntime.environment(), reconstructions.slice(0, rows * inputDim), new long[] {rows, inputDim});
        return new BatchRunner.Tensors(Map.of(CODE, code), Map.of(RECONSTRUCTION, reconstruction));
    }
}
