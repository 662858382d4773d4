package dev.narrows.schemas.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.util.Map;

/**
 * Runs a session on the first rows of buffers that stay where they are. The tensors over them are made once for each
 * number of rows and kept, some 2 KiB each, so that a run allocates nothing that grows with its rows.
 *
 * <p>For one thread.
 */
final class BatchRunner implements AutoCloseable {

    /** Makes tensors over the first rows of the owner's buffers. */
    interface Binder {
        Tensors bind(int rows) throws OrtException;
    }

    /** Inputs and outputs of one number of rows. */
    record Tensors(Map<String, OnnxTensor> inputs, Map<String, OnnxTensor> outputs) {

        Tensors {
            inputs = Map.copyOf(inputs);
            outputs = Map.copyOf(outputs);
        }

        void close() {
            inputs.values().forEach(OnnxTensor::close);
            outputs.values().forEach(OnnxTensor::close);
        }
    }

    private final String what;
    private final OrtSession session;
    private final Binder binder;
    private final Tensors[] byRows;

    BatchRunner(String what, OrtSession session, int maxBatch, Binder binder) {
        this.what = what;
        this.session = session;
        this.binder = binder;
        this.byRows = new Tensors[maxBatch + 1];
    }

    /**
     * @param rows 1 to maxBatch
     * @throws InferenceException when ONNX Runtime cannot run it
     */
    void run(int rows) {
        if (rows < 1 || rows >= byRows.length) {
            throw new IllegalArgumentException("rows: " + rows + " (expected: 1 to " + (byRows.length - 1) + ")");
        }
        try {
            Tensors tensors = byRows[rows];
            if (tensors == null) {
                tensors = binder.bind(rows);
                byRows[rows] = tensors;
            }
            session.run(tensors.inputs(), tensors.outputs()).close();
        } catch (OrtException e) {
            throw failed(what, rows, e);
        }
    }

    /**
     * Runs a session on that many rows, with tensors that are not kept.
     *
     * @throws InferenceException when ONNX Runtime cannot run it
     */
    static void runOnce(String what, OrtSession session, int rows, Binder binder) {
        try {
            Tensors tensors = binder.bind(rows);
            try {
                session.run(tensors.inputs(), tensors.outputs()).close();
            } finally {
                tensors.close();
            }
        } catch (OrtException e) {
            throw failed(what, rows, e);
        }
    }

    @Override
    public void close() {
        for (int rows = 0; rows < byRows.length; rows++) {
            if (byRows[rows] != null) {
                byRows[rows].close();
                byRows[rows] = null;
            }
        }
    }

    private static InferenceException failed(String what, int rows, OrtException cause) {
        return new InferenceException(
                what + ": " + cause.getMessage() + " on " + rows + " rows (expected: a run)", cause);
    }
}
