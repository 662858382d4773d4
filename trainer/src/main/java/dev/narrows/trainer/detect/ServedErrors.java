package dev.narrows.trainer.detect;

import dev.narrows.schemas.ModelManifest;
import dev.narrows.schemas.TailFit;
import dev.narrows.schemas.model.ModelArtefact;
import dev.narrows.schemas.onnx.Encoder;
import dev.narrows.schemas.onnx.OnnxModel;
import dev.narrows.schemas.onnx.OnnxSettings;
import dev.narrows.trainer.dataset.Dataset;
import dev.narrows.trainer.dataset.Slices;
import dev.narrows.trainer.export.CheckRow;
import dev.narrows.trainer.export.Export;
import dev.narrows.trainer.network.TrainedNetwork;
import java.time.Instant;
import java.util.Map;

/** Errors of a network as the service computes them, through its exported graph. One thread; holds it until closed. */
final class ServedErrors implements AutoCloseable {

    private static final int BATCH = 256;

    private final OnnxModel model;
    private final Encoder encoder;

    private ServedErrors(OnnxModel model) {
        this.model = model;
        this.encoder = model.newEncoder(BATCH);
    }

    /** Exports and loads it; {@code rows} give the row that the model is recognised by. */
    static ServedErrors of(TrainedNetwork trained, Dataset rows) {
        Export export = Export.of(trained, Map.of());
        ModelManifest.Builder manifest = ModelManifest.newBuilder()
                .setFormatVersion(ModelArtefact.FORMAT_VERSION)
                .setName("judged")
                .setVersion(1)
                .setCreatedAt(Instant.EPOCH)
                .setKind("dense")
                .setInputDim(rows.dim())
                .setCodeBytes(trained.network().code().bytes())
                .setErrorMetric(trained.network().score().metric())
                // No threshold is judged here.
                .setThreshold(1)
                .setAlertRate(0.5)
                .setTail(new TailFit(1.0, 0.5, 0.0, 1.0, 0, "empirical"))
                .setTrainingRows(rows.rows())
                .setDataDigest(rows.digest())
                .setSeed(0)
                .setSettings(Map.of())
                .setFigures(Map.of())
                .setCheck(CheckRow.choose(trained, rows));
        return new ServedErrors(
                OnnxModel.load(ModelArtefact.of(manifest, export.encoder(), export.decoder()), OnnxSettings.cpu()));
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
