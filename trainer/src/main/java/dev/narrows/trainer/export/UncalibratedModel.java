package dev.narrows.trainer.export;

import dev.narrows.schemas.ModelManifest;
import dev.narrows.schemas.TailFit;
import dev.narrows.schemas.model.ModelArtefact;
import dev.narrows.trainer.dataset.Dataset;
import dev.narrows.trainer.network.TrainedNetwork;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;

/** Artefacts of networks that are measured and never published: their threshold is a placeholder. */
public final class UncalibratedModel {

    private UncalibratedModel() {}

    /** One around both graphs of {@code trained}; {@code rows} give the row that the model is recognised by. */
    public static ModelArtefact of(TrainedNetwork trained, Dataset rows) {
        return of("draft", trained, rows);
    }

    /** The same under the name of what it will be. */
    public static ModelArtefact of(String name, TrainedNetwork trained, Dataset rows) {
        Export export = Export.of(trained, Map.of());
        ModelManifest.Builder manifest = ModelManifest.newBuilder()
                .setFormatVersion(ModelArtefact.FORMAT_VERSION)
                .setName(name)
                .setVersion(1)
                .setCreatedAt(Instant.EPOCH)
                .setKind("dense")
                .setInputDim(rows.dim())
                .setCodeBytes(trained.network().code().bytes())
                .setErrorMetric(trained.network().score().metric())
                .setThreshold(1)
                .setAlertRate(0.5)
                .setTail(new TailFit(1.0, 0.5, 0.0, 1.0, 0, "empirical"))
                .setTrainingRows(rows.rows())
                .setDataDigest("0".repeat(64))
                .setSeed(0)
                .setSettings(Map.of("weights", trained.format().name().toLowerCase(Locale.ROOT)))
                .setFigures(Map.of())
                .setCheck(CheckRow.choose(trained, rows));
        return ModelArtefact.of(manifest, export.encoder(), export.decoder());
    }
}
