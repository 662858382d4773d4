package dev.narrows.stream.encode;

import dev.narrows.schemas.onnx.Encoder;
import dev.narrows.stream.encode.step.RowReader;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Reads values once more that were readable before, into an encoder's first rows, to tell of them. For one thread at a time. */
final class Explainer {

    private static final float[] NONE = {};

    private final RowReader reader;
    private final int inputDim;

    /** @param inputDim values a row */
    Explainer(RowReader reader, int inputDim) {
        this.reader = reader;
        this.inputDim = inputDim;
    }

    /** Of one value; the model runs where {@code contributes}. */
    Explanation one(ByteBuffer value, Encoder encoder, boolean contributes) {
        read(value, encoder, 0);
        return new Explanation(vector(encoder, 0), contributes ? encoder.contributions(0) : NONE);
    }

    /**
     * Of a slice's anomalous records of one version, in one run of its model.
     *
     * @param byCandidate whether of the candidate
     * @param explanations gets them, by record
     */
    void anomalies(Slice slice, Encoder encoder, boolean byCandidate, @Nullable Explanation[] explanations) {
        int[] records = IntStream.range(0, slice.count())
                .filter(i -> slice.byCandidate(i) == byCandidate && slice.isAnomalous(i))
                .toArray();
        if (records.length == 0) {
            return;
        }
        for (int row = 0; row < records.length; row++) {
            read(slice.record(records[row]).value(), encoder, row);
        }
        List<float[]> contributions = encoder.contributionsOfFirst(records.length);
        for (int row = 0; row < records.length; row++) {
            explanations[records[row]] = new Explanation(vector(encoder, row), contributions.get(row));
        }
    }

    private void read(ByteBuffer value, Encoder encoder, int row) {
        reader.read(value, encoder, row, reader::patiently);
    }

    private float[] vector(Encoder encoder, int row) {
        float[] vector = new float[inputDim];
        encoder.input().get(row * inputDim, vector);
        return vector;
    }
}
