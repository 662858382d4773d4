package dev.narrows.standalone.models;

import dev.narrows.schemas.ModelManifest;
import dev.narrows.schemas.Rollout;
import dev.narrows.schemas.model.ModelChoice;
import dev.narrows.schemas.registry.SchemaRegistry;
import dev.narrows.schemas.rollout.ChosenModel;
import dev.narrows.schemas.rollout.RolloutLog;
import dev.narrows.schemas.store.ModelStore;
import dev.narrows.standalone.connection.ConnectionOptions;
import dev.narrows.stream.config.NarrowsSettings;
import java.io.PrintWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What model versions there are. */
@Command(
        name = "models",
        mixinStandardHelpOptions = true,
        description = "The published model versions: list, show, diff, publish, verify, and say what is in service.",
        subcommands = {
            ModelsPublishCommand.class,
            ModelsRolloutCommand.Promote.class,
            ModelsRolloutCommand.RollBack.class,
            ModelsRolloutCommand.Pause.class,
            ModelsRolloutCommand.Resume.class,
            ModelsRolloutCommand.Retire.class,
            ModelsRolloutCommand.Policy.class,
            ModelsVerifyCommand.class,
            ModelsKeygenCommand.class
        },
        synopsisSubcommandLabel =
                "(list | show | diff | publish | promote | rollback | pause | resume | retire | policy | verify | keygen)")
public final class ModelsCommand {

    @Spec
    private CommandSpec spec;

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "All versions of all models, one line each; the stable one is marked.")
    int list(
            @Mixin ConnectionOptions connection,
            @Option(names = "--json", description = "A JSON array instead.") boolean json) {
        NarrowsSettings settings = connection.reached();
        try (SchemaRegistry registry = SchemaRegistry.connect(settings.registry());
                ModelStore store =
                        ModelStore.open(settings.client(), settings.topics().models(), registry)) {
            List<ModelManifest> manifests = store.list();
            Map<String, Rollout> rollouts = rollouts(settings, registry, manifests);
            out().print(json ? ManifestText.jsonList(manifests, rollouts) : ManifestText.table(manifests, rollouts));
        }
        return 0;
    }

    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = "Everything that the manifest of one version tells.")
    int show(
            @Mixin ConnectionOptions connection,
            @Parameters(paramLabel = "NAME[:VERSION]", description = "Which; without a version the stable one.")
                    String which,
            @Option(names = "--json", description = "A JSON object instead.") boolean json) {
        NarrowsSettings settings = connection.reached();
        try (SchemaRegistry registry = SchemaRegistry.connect(settings.registry());
                ModelStore store =
                        ModelStore.open(settings.client(), settings.topics().models(), registry);
                RolloutLog log =
                        RolloutLog.open(settings.client(), settings.topics().rollouts(), registry)) {
            ModelManifest manifest = ChosenModel.find(
                    ModelChoice.of(which), store, log, settings.topics().models());
            out().print(json ? ManifestText.json(manifest) : ManifestText.lines(manifest));
        }
        return 0;
    }

    @Command(
            name = "diff",
            mixinStandardHelpOptions = true,
            description = "What differs between the manifests of two versions, one line a field.")
    int diff(
            @Mixin ConnectionOptions connection,
            @Parameters(
                            index = "0",
                            paramLabel = "NAME[:VERSION]",
                            description = "One; without a version the stable one.")
                    String left,
            @Parameters(index = "1", paramLabel = "NAME[:VERSION]", description = "The other.") String right,
            @Option(names = "--json", description = "A JSON object instead.") boolean json) {
        NarrowsSettings settings = connection.reached();
        try (SchemaRegistry registry = SchemaRegistry.connect(settings.registry());
                ModelStore store =
                        ModelStore.open(settings.client(), settings.topics().models(), registry);
                RolloutLog log =
                        RolloutLog.open(settings.client(), settings.topics().rollouts(), registry)) {
            ModelManifest one = ChosenModel.find(
                    ModelChoice.of(left), store, log, settings.topics().models());
            ModelManifest other = ChosenModel.find(
                    ModelChoice.of(right), store, log, settings.topics().models());
            out().print(json ? ManifestText.jsonDifference(one, other) : ManifestText.difference(one, other));
        }
        return 0;
    }

    private static Map<String, Rollout> rollouts(
            NarrowsSettings settings, SchemaRegistry registry, List<ModelManifest> manifests) {
        Map<String, Rollout> rollouts = new HashMap<>();
        try (RolloutLog log =
                RolloutLog.open(settings.client(), settings.topics().rollouts(), registry)) {
            manifests.stream()
                    .map(ModelManifest::getName)
                    .distinct()
                    .forEach(name -> log.current(name).ifPresent(rollout -> rollouts.put(name, rollout)));
        }
        return rollouts;
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
