package dev.narrows.standalone.bench;

import dev.narrows.schemas.model.ModelArtefact;
import dev.narrows.schemas.model.ModelId;
import dev.narrows.schemas.registry.SchemaRegistry;
import dev.narrows.schemas.rollout.RolloutLog;
import dev.narrows.schemas.store.ModelStore;
import dev.narrows.stream.config.NarrowsSettings;
import dev.narrows.trainer.TrainSettings;
import dev.narrows.trainer.Trainer;
import dev.narrows.trainer.dataset.Dataset;
import dev.narrows.trainer.dataset.Selection;
import dev.narrows.trainer.fit.FitSettings;
import dev.narrows.trainer.fit.ProgressListener;
import dev.narrows.trainer.network.NetworkSettings;
import dev.narrows.trainer.publish.ArtefactFolder;
import dev.narrows.trainer.publish.Publication;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The model that is measured with. */
public final class BenchModel {

    private static final int HIDDEN = 128;
    private static final int LATENT = 64;
    private static final int ROWS = 4_000;
    private static final int EPOCHS = 2;

    private BenchModel() {}

    /**
     * The one of a folder, or one of dim-128-64-128-dim, trained for a moment: how fast a network is does not depend on
     * how good it is.
     */
    public static ModelArtefact of(Optional<Path> folder, Dataset rows) {
        return folder.map(ArtefactFolder::read).orElseGet(() -> train(rows));
    }

    private static ModelArtefact train(Dataset rows) {
        Dataset some = Selection.of(
                rows, IntStream.range(0, Math.min(ROWS, rows.rows())).toArray());
        TrainSettings settings = TrainSettings.defaults("bench")
                .withNetwork(NetworkSettings.builder()
                        .hidden(List.of(HIDDEN))
                        .latent(Math.min(LATENT, rows.dim()))
                        .codeBits(Byte.SIZE)
                        .build())
                .withFit(FitSettings.builder().epochs(EPOCHS).build());
        return Trainer.train(some, settings, ProgressListener.NONE).artefact();
    }

    /** Makes it the stable version. */
    static ModelId publish(ModelArtefact artefact, NarrowsSettings settings, SchemaRegistry registry) {
        try (ModelStore store =
                        ModelStore.open(settings.client(), settings.topics().models(), registry);
                RolloutLog rollouts =
                        RolloutLog.open(settings.client(), settings.topics().rollouts(), registry)) {
            return new Publication(store, rollouts, Clock.systemUTC()).publish(artefact);
        }
    }
}
