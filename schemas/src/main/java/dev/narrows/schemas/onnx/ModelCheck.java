package dev.narrows.schemas.onnx;

import dev.narrows.schemas.CheckVector;
import dev.narrows.schemas.ModelManifest;
import dev.narrows.schemas.model.ModelRefusedException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.List;

/**
 * Whether a version does here what its manifest says it does. Its check vector must give the recorded code, error and
 * reconstruction, alone, in each row of many and among other rows, and a row with NaN or infinity anywhere must give an
 * error that is not finite.
 *
 * <p>Two processors, or a processor and a GPU, add floats up in different orders, so a latent that lies between two
 * steps of the quantiser may fall to the other side. Hence the tolerance: at most {@link #CODE_SHARE} of the bytes of
 * the code, and never more than one below fifty bytes, may differ from what is recorded; the error may be off by a
 * thousandth, or by a twentieth where the code differs; each value of the reconstruction, which is made of the recorded
 * code, by a thousandth of the largest. In a model whose setting {@code weights} is {@code int8}, values between its
 * layers are rounded too, and one that falls to the other side moves everything behind it: there the error may be off by a
 * twentieth and a value of the reconstruction by a fiftieth of the largest.
 */
final class ModelCheck {

    static final double CODE_SHARE = 0.02;
    static final float TOLERANCE = 1e-3f;
    static final float TOLERANCE_OTHER_CODE = 0.05f;
    static final float TOLERANCE_ROUNDED = 0.02f;

    private static final float LEAST = 1e-6f;
    private static final int MAX_ROWS = 64;
    private static final int MAX_FLOATS = 1 << 20;
    private static final int FEATURES_TRIED = 64;
    private static final float[] BAD = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY};

    private final ModelManifest manifest;
    private final CheckVector check;
    private final int inputDim;
    private final boolean rounded;

    ModelCheck(ModelManifest manifest) {
        this.rounded = "int8".equals(manifest.getSettings().get("weights"));
        this.manifest = manifest;
        this.check = manifest.getCheck();
        this.inputDim = manifest.getInputDim();
    }

    /** Rows that the encoder for {@link #encoder} must take. */
    static int rows(int inputDim) {
        return Math.max(2, Math.min(MAX_ROWS, MAX_FLOATS / inputDim));
    }

    /** @throws ModelRefusedException naming what differs, its value and what is recorded */
    void encoder(Encoder encoder) {
        put(encoder.input(), 0);
        encoder.run(1);
        requireRecorded("check", encoder, 0);
        int rows = rows(inputDim);
        requireSameInEachRow(encoder, rows);
        int filled = 1;
        int step = Math.max(1, (inputDim + FEATURES_TRIED - 1) / FEATURES_TRIED);
        for (float bad : BAD) {
            for (int i = 0; i < inputDim; i += step) {
                put(encoder.input(), filled);
                encoder.input().put(filled * inputDim + i, bad);
                filled++;
                if (filled == rows) {
                    runBad(encoder, filled);
                    filled = 1;
                }
            }
        }
        if (filled > 1) {
            runBad(encoder, filled);
        }
    }

    /** @throws ModelRefusedException naming what differs, its value and what is recorded */
    void decoder(Decoder decoder) {
        decoder.codes().put(0, check.getCode(), check.getCode().position(), manifest.getCodeBytes());
        decoder.run(1);
        List<Float> recorded = check.getReconstruction();
        float largest = 0;
        for (float value : recorded) {
            largest = Math.max(largest, Math.abs(value));
        }
        float tolerance = (rounded ? TOLERANCE_ROUNDED : TOLERANCE) * largest + LEAST;
        for (int i = 0; i < inputDim; i++) {
            float value = decoder.reconstructions().get(i);
            if (!(Math.abs(value - recorded.get(i)) <= tolerance)) {
                throw new ModelRefusedException(
                        "check.reconstruction[" + i + "]: " + value + " (expected: " + recorded.get(i) + ")");
            }
        }
    }

    private void runBad(Encoder encoder, int rows) {
        encoder.run(rows);
        requireRecorded("check among other rows", encoder, 0);
        for (int row = 1; row < rows; row++) {
            float error = encoder.errors().get(row);
            if (Float.isFinite(error)) {
                throw new ModelRefusedException("error of a row with NaN or infinity: " + error
                        + " (expected: not finite, for feature " + badFeature(encoder.input(), row) + " as for any)");
            }
        }
    }

    /** A graph that was made for one row may be right in the first of many and wrong in those behind it. */
    private void requireSameInEachRow(Encoder encoder, int rows) {
        for (int row = 1; row < rows; row++) {
            put(encoder.input(), row);
        }
        encoder.run(rows);
        for (int row = 0; row < rows; row++) {
            requireRecorded("check as row " + row + " of " + rows, encoder, row);
        }
    }

    private void requireRecorded(String what, Encoder encoder, int row) {
        int different = 0;
        ByteBuffer recorded = check.getCode();
        for (int i = 0; i < manifest.getCodeBytes(); i++) {
            different += encoder.codes().get(row * manifest.getCodeBytes() + i) == recorded.get(recorded.position() + i)
                    ? 0
                    : 1;
        }
        int allowed = Math.max(1, (int) (manifest.getCodeBytes() * CODE_SHARE));
        if (different > allowed) {
            throw new ModelRefusedException(what + ".code: " + different + " of " + manifest.getCodeBytes()
                    + " bytes differ from the recorded ones (expected: at most " + allowed + ")");
        }
        float error = encoder.errors().get(row);
        float tolerance = different == 0 && !rounded ? TOLERANCE : TOLERANCE_OTHER_CODE;
        if (!(Math.abs(error - check.getError()) <= tolerance * check.getError() + LEAST)) {
            throw new ModelRefusedException(what + ".error: " + error + " (expected: " + check.getError() + ")");
        }
    }

    private void put(FloatBuffer input, int row) {
        List<Float> vector = check.getVector();
        for (int i = 0; i < inputDim; i++) {
            input.put(row * inputDim + i, vector.get(i));
        }
    }

    private int badFeature(FloatBuffer input, int row) {
        int feature = 0;
        while (feature < inputDim - 1 && Float.isFinite(input.get(row * inputDim + feature))) {
            feature++;
        }
        return feature;
    }
}
