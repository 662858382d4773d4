package dev.narrows.trainer.adopt;

import dev.narrows.schemas.CheckVector;
import dev.narrows.schemas.model.ModelRefusedException;
import dev.narrows.schemas.onnx.BareGraphs;
import dev.narrows.schemas.onnx.Decoder;
import dev.narrows.schemas.onnx.Encoder;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The row that a model made elsewhere is recognised by, and whether a row's result is its own. How far a row is from where
 * another code begins is not known here, so it is tried: the row and the same row a little larger and a little smaller, by
 * more than float rounding on another machine. Of those whose code stays, the first with the fewest bytes that change.
 */
final class Recognition {

    /** Rows that are looked at. */
    static final int MOST_ROWS = 128;

    private static final float LITTLE = 1e-5f;
    private static final int ALONE = 16;
    private static final double SHARE = 0.02;
    private static final float TOLERANCE = 0.05f;
    private static final float LEAST = 1e-6f;

    private final int dim;
    private final int codeBytes;
    private final BareGraphs graphs;

    Recognition(BareGraphs graphs) {
        this.graphs = graphs;
        this.dim = graphs.inputDim();
        this.codeBytes = graphs.codeBytes();
    }

    /**
     * Chooses, after a look whether each of some rows gives alone what it gives among others.
     *
     * @param values [rows, dim]
     * @param rows 1 to {@link #MOST_ROWS}
     * @throws ModelRefusedException where an error is no number from 0, or depends on the other rows
     */
    CheckVector choose(float[] values, int rows) {
        try (Encoder encoder = graphs.newEncoder(rows);
                Decoder decoder = graphs.newDecoder(1)) {
            byte[] codes = run(encoder, values, rows, 1);
            float[] errors = new float[rows];
            encoder.errors().get(0, errors);
            requireErrors(errors);
            requireSameAlone(encoder, values, codes, errors);
            int best = steadiest(encoder, values, rows, codes);
            decoder.codes().put(0, codes, best * codeBytes, codeBytes);
            decoder.run(1);
            float[] reconstruction = new float[dim];
            decoder.reconstructions().get(0, reconstruction);
            return new CheckVector(
                    list(values, best * dim),
                    ByteBuffer.wrap(codes, best * codeBytes, codeBytes).slice(),
                    errors[best],
                    list(reconstruction, 0));
        }
    }

    private int steadiest(Encoder encoder, float[] values, int rows, byte[] codes) {
        byte[] larger = run(encoder, values, rows, 1 + LITTLE);
        byte[] smaller = run(encoder, values, rows, 1 - LITTLE);
        int best = 0;
        int fewest = Integer.MAX_VALUE;
        for (int row = 0; row < rows; row++) {
            int changed = changed(codes, larger, row * codeBytes) + changed(codes, smaller, row * codeBytes);
            if (changed < fewest) {
                fewest = changed;
                best = row;
            }
        }
        return best;
    }

    private byte[] run(Encoder encoder, float[] values, int rows, float factor) {
        for (int i = 0; i < rows * dim; i++) {
            encoder.input().put(i, values[i] * factor);
        }
        encoder.run(rows);
        byte[] codes = new byte[rows * codeBytes];
        encoder.codes().get(0, codes);
        return codes;
    }

    private static void requireErrors(float[] errors) {
        for (int row = 0; row < errors.length; row++) {
            if (!(errors[row] >= 0 && Float.isFinite(errors[row]))) {
                throw new ModelRefusedException(
                        "error of row " + row + ": " + errors[row] + " (expected: finite, >= 0, for finite values)");
            }
        }
    }

    private void requireSameAlone(Encoder encoder, float[] values, byte[] codes, float[] errors) {
        byte[] alone = new byte[codeBytes];
        for (int row = 0; row < Math.min(ALONE, errors.length); row++) {
            encoder.input().put(0, values, row * dim, dim);
            encoder.run(1);
            encoder.codes().get(0, alone);
            int changed = 0;
            for (int i = 0; i < codeBytes; i++) {
                changed += alone[i] == codes[row * codeBytes + i] ? 0 : 1;
            }
            float error = encoder.errors().get(0);
            if (changed > Math.max(1, codeBytes * SHARE)
                    || !(Math.abs(error - errors[row]) <= TOLERANCE * errors[row] + LEAST)) {
                throw new ModelRefusedException("row " + row + ": error " + error + " alone and " + errors[row]
                        + " among " + errors.length + " rows, " + changed + " of " + codeBytes
                        + " bytes of its code differ (expected: the same; is the model in evaluation mode?)");
            }
        }
    }

    private int changed(byte[] codes, byte[] others, int from) {
        int changed = 0;
        for (int i = from; i < from + codeBytes; i++) {
            changed += codes[i] == others[i] ? 0 : 1;
        }
        return changed;
    }

    private List<Float> list(float[] values, int from) {
        List<Float> list = new ArrayList<>(dim);
        for (int i = from; i < from + dim; i++) {
            list.add(values[i]);
        }
        return list;
    }
}
