package dev.narrows.standalone.models;

import dev.narrows.schemas.ModelManifest;
import dev.narrows.schemas.RolloutCommandType;
import dev.narrows.schemas.model.ModelArtefact;
import dev.narrows.schemas.model.ModelId;
import dev.narrows.schemas.registry.SchemaRegistry;
import dev.narrows.schemas.store.ModelStore;
import dev.narrows.schemas.trial.ModelTrial;
import dev.narrows.standalone.connection.ConnectionOptions;
import dev.narrows.stream.config.NarrowsSettings;
import dev.narrows.trainer.SigningOptions;
import dev.narrows.trainer.adopt.Adoption;
import dev.narrows.trainer.adopt.ModelSheet;
import dev.narrows.trainer.dataset.Dataset;
import dev.narrows.trainer.dataset.file.DataFile;
import dev.narrows.trainer.dataset.inspect.Inspection;
import dev.narrows.trainer.publish.ArtefactFolder;
import dev.narrows.trainer.publish.Destination;
import dev.narrows.trainer.publish.Publication;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
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
            "Publish a folder with encoder.onnx, decoder.onnx and manifest.json as the next version of its name; or a model"
                    + " made elsewhere: two ONNX files and a YAML file that describes them.",
            "It is tried in a process of its own first, and compared with the stable version on its rows. The first of a name"
                    + " becomes stable; a later one is tried beside the stable one by the service that runs, or by the next"
                    + " that does."
        })
final class ModelsPublishCommand implements Callable<Integer> {

    private static final String SHEET = "model.yaml";

    @Mixin
    private ConnectionOptions connection;

    @Mixin
    private SigningOptions signing;

    @Parameters(
            paramLabel = "FOLDER|YAML",
            description =
                    "What train --output wrote, or a failed train kept; or the YAML file of a model made elsewhere"
                            + " (name, metric, rows or threshold), or the folder with it as model.yaml.")
    private Path made;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "Name of the model (default: as its manifest or YAML file says).")
    private @Nullable String name;

    @Option(
            names = "--rows",
            paramLabel = "FILE",
            description =
                    "Rows that it is compared with the stable version on (default: those that its YAML file names;"
                            + " without any it is not compared before its trial).")
    private @Nullable Path rows;

    @Option(
            names = "--force",
            description =
                    "Submit it even where it is worse than the stable version on its rows, or where these are not what"
                            + " the stable version was made for.")
    private boolean force;

    @Option(names = "--promote", description = "Make it the stable version at once.")
    private boolean promote;

    @Option(names = "--no-rollout", description = "Publish it and no more; it serves once it is promoted.")
    private boolean waits;

    @Mixin
    private RolloutAsk ask;

    @Spec
    private CommandSpec spec;

    private Optional<Dataset> adoptedRows = Optional.empty();

    @Override
    public Integer call() {
        signing.check();
        NarrowsSettings settings = connection.reached();
        ModelArtefact draft = draft();
        settings.trial().map(ModelTrial::new).ifPresent(trial -> trial.require(draft));
        if (!force && !waits) {
            compare(draft, settings);
        }
        String models = settings.topics().models();
        ModelId id;
        try (SchemaRegistry registry = SchemaRegistry.connect(settings.registry());
                ModelStore store = ModelStore.open(settings.client(), models, registry)) {
            id = new Publication(store, null, Clock.systemUTC()).publish(draft, signing::sign);
        }
        spec.commandLine().getOut().println("published " + id);
        if (waits) {
            spec.commandLine().getErr().println("it serves after: narrows models promote " + id);
            return 0;
        }
        RolloutCommandType type = promote ? RolloutCommandType.PROMOTE : RolloutCommandType.SUBMIT;
        return ask.send(ask.command(type, id.name()).setVersion(id.version()).build(), settings, spec);
    }

    /** As train does with what it has made. */
    private void compare(ModelArtefact draft, NarrowsSettings settings) {
        Optional<Dataset> judged = Optional.ofNullable(rows)
                .map(file -> Inspection.of(DataFile.open(file), false).usable())
                .or(() -> adoptedRows);
        if (judged.isEmpty()) {
            spec.commandLine()
                    .getErr()
                    .println("warning: rows: none, so it is not compared with the stable version before its trial"
                            + " (expected: --rows)");
            return;
        }
        Destination cluster = new Destination(
                settings.client(),
                () -> SchemaRegistry.connect(settings.registry()),
                settings.topics().models(),
                new Destination.RolloutTopics(
                        settings.topics().commands(), settings.topics().rollouts()));
        Destination.requireNone(cluster.objection(draft, judged.get()));
    }

    private ModelArtefact draft() {
        Path sheet = Files.isDirectory(made) ? made.resolve(SHEET) : made;
        boolean elsewhere = !Files.isDirectory(made) || (!ArtefactFolder.isOne(made) && Files.exists(sheet));
        ModelArtefact read = elsewhere ? adopted(sheet) : ArtefactFolder.read(made);
        return name == null
                ? read
                : ModelArtefact.of(
                        ModelManifest.newBuilder(read.manifest()).setName(name), read.encoder(), read.decoder());
    }

    private ModelArtefact adopted(Path sheet) {
        Adoption adoption = Adoption.of(ModelSheet.read(sheet), Clock.systemUTC());
        PrintWriter err = spec.commandLine().getErr();
        adoption.figures().forEach(err::println);
        adoption.warnings().forEach(warning -> err.println("warning: " + warning));
        adoptedRows = adoption.rows();
        return adoption.artefact();
    }
}
