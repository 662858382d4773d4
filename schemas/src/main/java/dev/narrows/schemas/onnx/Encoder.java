package dev.narrows.schemas.onnx;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import dev.narrows.schemas.onnx.session.OrtRuntime;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Encodes batches of vectors with one model version: fill {@link #input}, {@link #run}, read {@link #codes} and {@link
 * #errors}. The buffers are direct, made once and always the same; ONNX Runtime reads and writes them in place. Their
 * positions and limits are the caller's, a run looks at neither.
 *
 * <p>Owned by one thread. Holds a lease on its model until closed; the buffers must not be used after that.
 */
public final class Encoder implements AutoCloseable {

    static final String VECTOR = "x";
    static final String CODE = "code";
    static final String ERROR = "error";
    static final String CONTRIBUTION = "contribution";

    private static final float[] NONE = {};

    private final int inputDim;
    private final int codeBytes;
    private final EncoderGraphs graphs;
    private final ByteBuffer[] memory;
    private final FloatBuffer input;
    private final ByteBuffer codes;
    private final FloatBuffer errors;
    private final FloatBuffer contribution;
    private final FloatBuffer callersInput;
    private final ByteBuffer callersInputBytes;
    private final ByteBuffer callersCodes;
    private final FloatBuffer callersErrors;
    private final BatchRunner runner;
    private final Runnable release;
    private boolean closed;

    /** @param release ends the lease */
    Encoder(EncoderGraphs graphs, int inputDim, int codeBytes, int maxBatch, Runnable release) {
        this.inputDim = inputDim;
        this.codeBytes = codeBytes;
        this.graphs = graphs;
        ByteBuffer inputBytes = DirectBuffers.floatBytes(maxBatch, inputDim);
        this.input = inputBytes.asFloatBuffer();
        this.codes = DirectBuffers.bytes(maxBatch, codeBytes);
        ByteBuffer errorBytes = DirectBuffers.floatBytes(maxBatch, 1);
        this.errors = errorBytes.asFloatBuffer();
        ByteBuffer contributionBytes = DirectBuffers.floatBytes(1, graphs.contributes() ? inputDim : 1);
        this.contribution = contributionBytes.asFloatBuffer();
        this.memory = new ByteBuffer[] {inputBytes, codes, errorBytes, contributionBytes};
        this.callersInput = input.duplicate();
        this.callersInputBytes = inputBytes;
        this.callersCodes = codes.duplicate();
        this.callersErrors = errors.duplicate();
        this.runner = new BatchRunner("encoder", graphs.batches(), maxBatch, this::bind);
        this.release = release;
    }

    /** Vectors to encode: float32 [maxBatch, inputDim], row-major, in the units that the model was trained on. */
    public FloatBuffer input() {
        return callersInput;
    }

    /** The same memory as {@link #input}, as bytes in native order: four a value. */
    public ByteBuffer inputBytes() {
        return callersInputBytes;
    }

    /**
     * Encodes the first rows of {@link #input}.
     *
     * @param rows 1 to maxBatch
     * @throws IllegalArgumentException when rows are out of range
     * @throws InferenceException when ONNX Runtime cannot do it
     */
    public void run(int rows) {
        requireOpen();
        runner.run(rows);
    }

    /** Codes of the rows last encoded: uint8 [maxBatch, codeBytes]; rows after those hold older ones. */
    public ByteBuffer codes() {
        return callersCodes;
    }

    /**
     * Errors of the rows last encoded: float32 [maxBatch], in the model's error metric. Not finite exactly where the
     * row held NaN or infinity, or a value so large that its error is.
     */
    public FloatBuffer errors() {
        return callersErrors;
    }

    /**
     * What each feature adds to the error of a row of {@link #input}: runs that row again, alone.
     *
     * @param row from 0
     * @return shares from 0 to 1 that add up to 1, one a feature; empty where the model does not tell, or the row has
     *     no error or none that is finite
     * @throws InferenceException when ONNX Runtime cannot do it
     */
    public float[] contributions(int row) {
        requireOpen();
        if (row < 0 || row >= errors.capacity()) {
            throw new IllegalArgumentException("row: " + row + " (expected: 0 to " + (errors.capacity() - 1) + ")");
        }
        if (!graphs.contributes()) {
            return NONE;
        }
        BatchRunner.runOnce(
                "encoder",
                graphs.explanations(),
                1,
                one -> new BatchRunner.Tensors(
                        Map.of(VECTOR, floats(input.slice(row * inputDim, inputDim), one, inputDim)),
                        Map.of(CONTRIBUTION, floats(contribution, one, inputDim))));
        return shares(contribution, 0);
    }

    /**
     * As {@link #contributions}, of the first rows of {@link #input} together.
     *
     * @param rows 1 to maxBatch
     * @return [rows], each as {@link #contributions} gives it
     * @throws InferenceException when ONNX Runtime cannot do it
     */
    public List<float[]> contributionsOfFirst(int rows) {
        requireOpen();
        if (rows < 1 || rows > errors.capacity()) {
            throw new IllegalArgumentException("rows: " + rows + " (expected: 1 to " + errors.capacity() + ")");
        }
        if (!graphs.contributes()) {
            return Collections.nCopies(rows, NONE);
        }
        ByteBuffer bytes = DirectBuffers.floatBytes(rows, inputDim);
        try {
            FloatBuffer together = bytes.asFloatBuffer();
            BatchRunner.runOnce(
                    "encoder",
                    graphs.explanations(),
                    rows,
                    all -> new BatchRunner.Tensors(
                            Map.of(VECTOR, floats(input.slice(0, all * inputDim), all, inputDim)),
                            Map.of(CONTRIBUTION, floats(together, all, inputDim))));
            return IntStream.range(0, rows)
                    .mapToObj(row -> shares(together, row * inputDim))
                    .toList();
        } finally {
            DirectBuffers.giveBack(bytes);
        }
    }

    /** Ends the lease; a second call does nothing. */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            runner.close();
            DirectBuffers.giveBack(memory);
            release.run();
        }
    }

    private float[] shares(FloatBuffer contributions, int from) {
        double sum = 0;
        for (int i = 0; i < inputDim; i++) {
            sum += contributions.get(from + i);
        }
        if (!(sum > 0) || Double.isInfinite(sum)) {
            return NONE;
        }
        float[] shares = new float[inputDim];
        for (int i = 0; i < inputDim; i++) {
            shares[i] = (float) (contributions.get(from + i) / sum);
        }
        return shares;
    }

    private BatchRunner.Tensors bind(int rows) throws OrtException {
        OnnxTensor code = OnnxTensor.createTensor(
                OrtRuntime.environment(),
                codes.slice(0, rows * codeBytes),
                new long[] {rows, codeBytes},
                OnnxJavaType.UINT8);
        return new BatchRunner.Tensors(
                Map.of(VECTOR, floats(input.slice(0, rows * inputDim), rows, inputDim)),
                Map.of(CODE, code, ERROR, floats(errors.slice(0, rows), rows)));
    }

    private static OnnxTensor floats(FloatBuffer buffer, long... shape) throws OrtException {
        return OnnxTensor.createTensor(OrtRuntime.environment(), buffer, shape);
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("encoder: closed (expected: open)");
        }
    }
}
