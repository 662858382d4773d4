package dev.narrows.standalone.models;

import dev.narrows.schemas.model.ModelArtefact;
import dev.narrows.schemas.model.ModelChoice;
import dev.narrows.schemas.model.ModelId;
import dev.narrows.schemas.model.TrustedKeys;
import dev.narrows.schemas.registry.SchemaRegistry;
import dev.narrows.schemas.rollout.ChosenModel;
import dev.narrows.schemas.rollout.RolloutLog;
import dev.narrows.schemas.store.ModelStore;
import dev.narrows.schemas.trial.ModelTrial;
import dev.narrows.standalone.connection.ConnectionOptions;
import dev.narrows.stream.config.NarrowsSettings;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says whether a version is what it should be. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = {
            "Read a published version whole and check it as a service would: digests, signature (by the key of setting",
            "model.trusted.key where it is set), and a trial in a process of its own."
        })
final class ModelsVerifyCommand implements Callable<Integer> {

    @Mixin
    private ConnectionOptions connection;

    @Parameters(paramLabel = "NAME[:VERSION]", description = "Which; without a version the stable one.")
    private String which;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        ModelChoice choice = ModelChoice.of(which);
        NarrowsSettings settings = connection.reached();
        String key = settings.model().trustedKey();
        TrustedKeys trusted = key.isEmpty() ? TrustedKeys.anybody() : TrustedKeys.read(Path.of(key));
        String models = settings.topics().models();
        try (SchemaRegistry registry = SchemaRegistry.connect(settings.registry());
                ModelStore store = ModelStore.open(settings.client(), models, registry, trusted);
                RolloutLog rollouts =
                        RolloutLog.open(settings.client(), settings.topics().rollouts(), registry)) {
            ModelArtefact artefact = store.load(ModelId.of(ChosenModel.find(choice, store, rollouts, models)));
            settings.trial().map(ModelTrial::new).ifPresent(trial -> trial.require(artefact));
            spec.commandLine().getOut().println(artefact.id() + " is good, " + signature(artefact, key));
        }
        return 0;
    }

    private static String signature(ModelArtefact artefact, String trustedKey) {
        if (artefact.manifest().getSignature() == null) {
            return "unsigned";
        }
        return trustedKey.isEmpty() ? "signed by a key that nobody here was asked to trust" : "signed by " + trustedKey;
    }
}
