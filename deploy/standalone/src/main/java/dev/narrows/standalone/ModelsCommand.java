package dev.narrows.standalone;

import dev.narrows.schemas.ModelManifest;
import dev.narrows.schemas.Rollout;
import dev.narrows.schemas.model.ModelId;
import dev.narrows.schemas.registry.SchemaRegistry;
import dev.narrows.schemas.rollout.RolloutLog;
import dev.narrows.schemas.store.ModelNotFoundException;
import dev.narrows.schemas.store.ModelStore;
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
        description = "List the published model versions, or show one of them.",
        synopsisSubcommandLabel = "(list | show)")
final class ModelsCommand {

    @Spec
    private CommandSpec spec;

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "All versions of all models, one line each; the one in service is marked.")
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
            @Parameters(paramLabel = "NAME[/VERSION]", description = "Which; without a version the newest.")
                    String which,
            @Option(names = "--json", description = "A JSON object instead.") boolean json) {
        NarrowsSettings settings = connection.reached();
        try (SchemaRegistry registry = SchemaRegistry.connect(settings.registry());
                ModelStore store =
                        ModelStore.open(settings.client(), settings.topics().models(), registry)) {
            ModelManifest manifest = find(store, which, settings.topics().models());
            out().print(json ? ManifestText.json(manifest) : ManifestText.lines(manifest));
        }
        return 0;
    }

    private static ModelManifest find(ModelStore store, String which, String topic) {
        int slash = which.indexOf('/');
        String name = slash < 0 ? which : which.substring(0, slash);
        var versions = store.versions(name);
        if (slash < 0 && !versions.isEmpty()) {
            return versions.lastEntry().getValue();
        }
        int version = slash < 0 ? 1 : number(which, which.substring(slash + 1));
        ModelManifest manifest = versions.get(version);
        if (manifest == null) {
            throw new ModelNotFoundException(new ModelId(name, version), topic);
        }
        return manifest;
    }

    private static int number(String which, String version) {
        try {
            return Integer.parseInt(version);
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException("model: " + which + " (expected: NAME or NAME/VERSION)", notANumber);
        }
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
