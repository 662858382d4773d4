package dev.narrows.trainer;

import dev.narrows.schemas.ModelManifest;
import dev.narrows.schemas.model.ModelArtefact;
import dev.narrows.schemas.model.ModelId;
import dev.narrows.schemas.model.ModelNotFoundException;
import dev.narrows.schemas.model.ModelStore;
import dev.narrows.schemas.registry.SchemaRegistry;
import dev.narrows.trainer.codec.OnnxCodec;
import dev.narrows.trainer.dataset.Dataset;
import dev.narrows.trainer.dataset.Split;
import dev.narrows.trainer.dataset.SplitSettings;
import dev.narrows.trainer.judge.Comparison;
import dev.narrows.trainer.publish.ArtefactFolder;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Command {@code evaluate}: how well a model version reconstructs vectors, beside PCA and product quantisation. */
@Command(
        name = "evaluate",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Measures a model version on vectors of a file or a topic, beside PCA and product quantisation.",
        footer = {
            "",
            "The rivals learn from half of the vectors and all are measured on the other half; where the vectors are",
            "those that the model was trained on, from the same rows as the model, measured on rows it has not seen."
        })
public final class EvaluateCommand implements Callable<Integer> {

    private static final SplitSettings HALVES = new SplitSettings(0.5, 0.1, 1);

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--model",
            paramLabel = "NAME[:VERSION]",
            description = "A published model; its newest version where none is given.")
    private @Nullable String model;

    @Option(
            names = "--dir",
            paramLabel = "DIR",
            description = "A folder that train --output wrote, instead of --model.")
    private @Nullable Path folder;

    @Mixin
    private DataOptions data = new DataOptions();

    @Mixin
    private ConnectionOptions connection = new ConnectionOptions();

    @Override
    public Integer call() {
        PrintWriter err = spec.commandLine().getErr();
        ModelArtefact artefact = artefact();
        Dataset rows;
        try {
            rows = data.read(connection, err);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
        boolean known = rows.digest().equals(artefact.manifest().getDataDigest());
        Split split = Split.of(rows, known ? trainedWith(artefact.manifest()) : HALVES);
        Dataset test = known ? split.calibration() : split.validation();
        err.println(test.rows() + " of " + rows.rows() + " rows are measured, which "
                + (known ? "the model's weights" : "the rivals") + " have not learned from");
        try (OnnxCodec codec = OnnxCodec.of(artefact)) {
            int latent = number(artefact.manifest(), "latent", codec.codeBytes());
            Comparison comparison = Comparison.of(
                    codec, latent, split.train(), test, artefact.manifest().getSeed());
            ComparisonTable.print(comparison, spec.commandLine().getOut());
        }
        return 0;
    }

    private ModelArtefact artefact() {
        if ((model == null) == (folder == null)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--model, --dir: " + (model == null ? "neither" : "both") + " (expected: one of them)");
        }
        if (folder != null) {
            return ArtefactFolder.read(folder);
        }
        try (SchemaRegistry registry = connection.registry();
                ModelStore store = ModelStore.open(connection.kafka(), connection.models(), registry)) {
            return store.load(id(model, store));
        } catch (ModelNotFoundException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private ModelId id(String text, ModelStore store) {
        int colon = text.lastIndexOf(':');
        if (colon < 0) {
            return new ModelId(text, Math.max(1, store.nextVersion(text) - 1));
        }
        try {
            return new ModelId(text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
        } catch (NumberFormatException e) {
            throw new ParameterException(
                    spec.commandLine(), "--model: " + text + " (expected: NAME or NAME:VERSION, a number)", e);
        }
    }

    private static SplitSettings trainedWith(ModelManifest manifest) {
        Map<String, String> settings = manifest.getSettings();
        return new SplitSettings(
                Double.parseDouble(settings.getOrDefault("validation-share", "0.1")),
                Double.parseDouble(settings.getOrDefault("calibration-share", "0.1")),
                Long.parseLong(settings.getOrDefault("split-seed", "" + manifest.getSeed())));
    }

    private static int number(ModelManifest manifest, String setting, int otherwise) {
        String text = manifest.getSettings().get(setting);
        return text == null ? otherwise : Integer.parseInt(text);
    }
}
