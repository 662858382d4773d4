package dev.narrows.trainer.detect;

import dev.narrows.schemas.onnx.Encoder;
import dev.narrows.schemas.onnx.OnnxModel;
import dev.narrows.schemas.onnx.session.OnnxSettings;
import dev.narrows.trainer.dataset.Dataset;
import dev.narrows.trainer.dataset.Slices;
import dev.narrows.trainer.export.UncalibratedModel;
import dev.narrows.trainer.network.TrainedNetwork;
import dev.narrows.trainer.tensor.Owned;

/** Errors of a network as the service computes them, through its exported graph. One thread; holds it until closed. */
final class ServedErrors implements AutoCloseable {

    private static final int BATCH = 256;

    private final OnnxModel model;
    private final Encoder encoder;

    private ServedErrors(OnnxModel model, Encoder encoder) {
        this.model = model;
        this.encoder = encoder;
    }

    /** Exports and loads it; {@code rows} give the row that the model is recognised by. */
    static ServedErrors of(TrainedNetwork trained, Dataset rows) {
        try (Owned<OnnxModel> model = new Owned<>(
                OnnxModel.load(UncalibratedModel.of(trained, rows), OnnxSettings.cpu()), OnnxModel::close)) {
            Encoder encoder = model.get().newEncoder(BATCH);
            return new ServedErrors(model.handOn(), encoder);
        }
    }

    /** The error of each row, [rows]. */
    float[] of(Dataset data) {
        float[] errors = new float[data.rows()];
        Slices.of(data, BATCH, (values, from, count) -> {
            encoder.input().put(0, values, 0, count * data.dim());
            encoder.run(count);
            encoder.errors().get(0, errors, from, count);
        });
        return errors;
    }

    @Override
    public void close() {
        encoder.close();
        model.close();
    }
}
