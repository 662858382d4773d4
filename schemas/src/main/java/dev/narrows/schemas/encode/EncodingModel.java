package dev.narrows.schemas.encode;

import dev.narrows.schemas.ModelManifest;
import dev.narrows.schemas.fidelity.Fidelity;
import dev.narrows.schemas.latent.LatentWriter;
import dev.narrows.schemas.model.Graphs;
import dev.narrows.schemas.onnx.Encoder;
import dev.narrows.schemas.onnx.OnnxModel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One version of a model, and what a batch of vectors becomes with it. For one thread at a time; holds a lease until closed. */
final class EncodingModel implements AutoCloseable {

    private final OnnxModel model;
    private final Encoder encoder;
    private final @Nullable Corrections corrections;
    private final LatentWriter writer;
    private final byte[][] kept;

    /** @throws IllegalArgumentException when the model cannot keep that promise */
    EncodingModel(OnnxModel model, Fidelity fidelity, int maxBatch, LatentWriter writer) {
        this.model = model;
        this.corrections = fidelity.corrects() ? new Corrections(fidelity, model.manifest()) : null;
        this.writer = writer;
        this.kept = new byte[maxBatch][];
        this.encoder = model.newEncoder(maxBatch);
    }

    boolean isOf(OnnxModel other) {
        return model == other;
    }

    /** Encodes as many vectors as are given, maxBatch at most; their results go to the end of a list, in their order. */
    void encode(List<float[]> vectors, List<EncodedVector> results) {
        int dim = model.manifest().getInputDim();
        int rows = 0;
        for (float[] vector : vectors) {
            if (vector.length == dim) {
                encoder.input().put(rows * dim, vector);
                rows++;
            }
        }
        if (rows > 0) {
            encoder.run(rows);
            if (corrections != null) {
                corrections.correct(encoder.input(), encoder.errors(), rows, kept);
            }
        }
        int row = 0;
        for (float[] vector : vectors) {
            results.add(
                    vector.length == dim
                            ? result(row++)
                            : new EncodedVector.Refused(
                                    "vector: " + vector.length + " values (expected: " + dim + ")"));
        }
    }

    private EncodedVector result(int row) {
        ModelManifest manifest = model.manifest();
        float error = encoder.errors().get(row);
        byte[] correction = kept[row];
        boolean anomalous = Float.isFinite(error) && error > manifest.getThreshold();
        if (correction == null && !Float.isFinite(error)) {
            return new EncodedVector.Refused("error: " + error + " (expected: finite values, near those of training)");
        }
        int decoder = Graphs.decoderId(manifest);
        byte[] latent = correction == null
                ? writer.write(manifest.getVersion(), encoder.codes(), row, manifest.getCodeBytes(), error, decoder)
                : writer.writeCorrected(manifest.getVersion(), anomalous ? error : 0, correction, decoder);
        return new EncodedVector.Value(latent, manifest.getVersion(), error, anomalous);
    }

    @Override
    public void close() {
        encoder.close();
    }
}
