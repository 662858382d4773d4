package dev.narrows.trainer.export;

import dev.narrows.schemas.ModelManifest;
import dev.narrows.schemas.TailFit;
import dev.narrows.schemas.model.ModelArtefact;
import dev.narrows.trainer.dataset.Dataset;
import dev.narrows.trainer.network.TrainedNetwork;
import java.time.Instant;
import java.util.Map;

/** Artefacts around networks of tests. */
public final class Drafts {

    private Drafts() {}

    /** Version 1 of model {@code test}, with an arbitrary threshold. */
    public static ModelArtefact of(TrainedNetwork trained, Dataset data) {
        Export export = Export.of(trained, Map.of("narrows.kind", "dense"));
        ModelManifest.Builder manifest = ModelManifest.newBuilder()
                .setFormatVersion(1)
                .setName("test")
                .setVersion(1)
                .setCreatedAt(Instant.EPOCH)
                .setKind("dense")
                .setInputDim(data.dim())
                .setCodeBytes(trained.network().code().bytes())
                .setErrorMetric(trained.network().score().metric())
                .setThreshold(1)
                .setAlertRate(0.01)
                .setTail(new TailFit(0.5, 0.02, 0.0, 0.1, 100, "gpd"))
                .setTrainingRows(data.rows())
                .setDataDigest(data.digest())
                .setSeed(1)
                .setSettings(Map.of())
                .setFigures(Map.of())
                .setCheck(CheckRow.choose(trained, data));
        return ModelArtefact.of(manifest, export.encoder(), export.decoder());
    }
}
