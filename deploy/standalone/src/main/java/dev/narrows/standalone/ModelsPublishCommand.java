package dev.narrows.standalone;

import dev.narrows.schemas.ModelManifest;
import dev.narrows.schemas.model.ModelArtefact;
import dev.narrows.schemas.model.ModelId;
import dev.narrows.schemas.registry.SchemaRegistry;
import dev.narrows.schemas.rollout.RolloutLog;
import dev.narrows.schemas.rollout.StableChange;
import dev.narrows.schemas.store.ModelStore;
import dev.narrows.schemas.trial.ModelTrial;
import dev.narrows.stream.config.NarrowsSettings;
import dev.narrows.trainer.SigningOptions;
import dev.narrows.trainer.publish.ArtefactFolder;
import dev.narrows.trainer.publish.Publication;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Publishes a version that lies in a folder: one that a failed train kept, or that somebody else made. */
@Command(
        name = "publish",
        mixinStandardHelpOptions = true,
        description = {
            "Publish a folder with encoder.onnx, decoder.onnx and manifest.json as the next version of its name.",
            "It is tried in a process of its own first, and not compared with the stable version; it serves once it is"
                    + " promoted."
        })
final class ModelsPublishCommand implements Callable<Integer> {

    @Mixin
    private ConnectionOptions connection;

    @Mixin
    private SigningOptions signing;

    @Parameters(paramLabel = "FOLDER", description = "What train --output wrote, or a failed train kept.")
    private Path folder;

    @Option(names = "--name", paramLabel = "NAME", description = "Name of the model (default: as its manifest says).")
    private String name;

    @Option(names = "--promote", description = "Make it the stable version at once.")
    private boolean promote;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        signing.check();
        ModelArtefact draft = draft();
        NarrowsSettings settings = connection.reached();
        settings.trial().map(ModelTrial::new).ifPresent(trial -> trial.require(draft));
        String models = settings.topics().models();
        try (SchemaRegistry registry = SchemaRegistry.connect(settings.registry());
                ModelStore store = ModelStore.open(settings.client(), models, registry);
                RolloutLog rollouts =
                        RolloutLog.open(settings.client(), settings.topics().rollouts(), registry)) {
            ModelId id = new Publication(store, null, Clock.systemUTC()).publish(draft, signing::sign);
            spec.commandLine().getOut().println("published " + id);
            if (promote) {
                new StableChange(store, rollouts, models, Clock.systemUTC()).promote(id, "published by hand");
                spec.commandLine().getOut().println(id + " is stable");
            } else {
                spec.commandLine().getErr().println("it serves after: narrows models promote " + id);
            }
        }
        return 0;
    }

    private ModelArtefact draft() {
        ModelArtefact read = ArtefactFolder.read(folder);
        return name == null
                ? read
                : ModelArtefact.of(
                        ModelManifest.newBuilder(read.manifest()).setName(name), read.encoder(), read.decoder());
    }
}
