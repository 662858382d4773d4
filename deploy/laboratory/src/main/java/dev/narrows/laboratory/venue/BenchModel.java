package dev.narrows.laboratory.venue;

import dev.narrows.schemas.model.ModelArtefact;
import dev.narrows.schemas.model.ModelId;
import dev.narrows.schemas.registry.SchemaRegistry;
import dev.narrows.schemas.rollout.RolloutCommands;
import dev.narrows.schemas.store.ModelStore;
import dev.narrows.stream.config.NarrowsSettings;
import dev.narrows.trainer.dataset.Dataset;
import dev.narrows.trainer.dataset.Selection;
import dev.narrows.trainer.fit.FitSettings;
import dev.narrows.trainer.fit.progress.ProgressListener;
import dev.narrows.trainer.network.NetworkSettings;
import dev.narrows.trainer.pipeline.Trainer;
import dev.narrows.trainer.publish.ArtefactFolder;
import dev.narrows.trainer.publish.Publication;
import dev.narrows.trainer.setting.TrainDefaults;
import dev.narrows.trainer.setting.TrainSettings;
import dev.narrows.trainer.setting.WeightsChoice;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The models that are measured with. */
public final class BenchModel {

    private static final int HIDDEN = 128;
    private static final int LATENT = 64;
    private static final int ROWS = 4_000;
    private static final int EPOCHS = 2;

    private BenchModel() {}

    /** The one of a folder, or {@link BenchNetwork#FIXED}. */
    public static ModelArtefact of(Optional<Path> folder, Dataset rows) {
        return folder.map(ArtefactFolder::read).orElseGet(() -> fixed(BenchNetwork.FIXED, WeightsChoice.FLOAT32, rows));
    }

    /**
     * Makes one.
     *
     * @param settings say where {@link BenchNetwork#CHOSEN} is read from, or how it is chosen
     */
    static ModelArtefact of(BenchNetwork network, ContestSettings settings, Dataset rows) {
        return switch (network) {
            case CHOSEN -> settings.model().map(ArtefactFolder::read).orElseGet(() -> chosen(settings, rows));
            case FIXED -> fixed(network, WeightsChoice.FLOAT32, rows);
            case FIXED_INT8 -> fixed(network, WeightsChoice.INT8, rows);
            case SHADOWED, HALVED, ALARMED, STORMED ->
                throw new IllegalArgumentException("network: " + network + " (expected: one that is made by itself)");
        };
    }

    private static ModelArtefact chosen(ContestSettings asked, Dataset rows) {
        TrainSettings settings = TrainDefaults.settings(BenchNetwork.CHOSEN.model(), rows.dim(), rows.rows())
                .withSpeed(asked.speed(), asked.budget());
        return Trainer.train(rows, settings, ProgressListener.NONE).artefact();
    }

    /** Trained for a moment: how fast a network is does not depend on how good it is. */
    private static ModelArtefact fixed(BenchNetwork network, WeightsChoice weights, Dataset rows) {
        Dataset some = Selection.of(
                rows, IntStream.range(0, Math.min(ROWS, rows.rows())).toArray());
        TrainSettings settings = TrainSettings.defaults(network.model())
                .withNetwork(NetworkSettings.builder()
                        .hidden(List.of(HIDDEN))
                        .latent(Math.min(LATENT, rows.dim()))
                        .codeBits(Byte.SIZE)
                        .build())
                .withFit(FitSettings.builder().epochs(EPOCHS).build())
                .withWeights(weights);
        return Trainer.train(some, settings, ProgressListener.NONE).artefact();
    }

    /** Asks for it to be the stable version. */
    static ModelId publish(ModelArtefact artefact, NarrowsSettings settings, SchemaRegistry registry) {
        try (ModelStore store =
                        ModelStore.open(settings.client(), settings.topics().models(), registry);
                RolloutCommands commands = RolloutCommands.open(
                        settings.client(),
                        settings.topics().commands(),
                        settings.topics().rollouts(),
                        registry)) {
            return new Publication(store, commands, Clock.systemUTC()).atOnce().publish(artefact);
        }
    }
}
