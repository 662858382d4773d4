package dev.narrows.trainer;

import dev.narrows.schemas.ModelManifest;
import dev.narrows.schemas.model.ModelArtefact;
import dev.narrows.schemas.model.ModelChoice;
import dev.narrows.schemas.model.ModelId;
import dev.narrows.schemas.registry.SchemaRegistry;
import dev.narrows.schemas.rollout.ChosenModel;
import dev.narrows.schemas.rollout.RolloutLog;
import dev.narrows.schemas.store.ModelNotFoundException;
import dev.narrows.schemas.store.ModelStore;
import dev.narrows.trainer.codec.OnnxCodec;
import dev.narrows.trainer.dataset.Dataset;
import dev.narrows.trainer.dataset.file.DataFile;
import dev.narrows.trainer.export.LossHistory;
import dev.narrows.trainer.flags.source.ConnectionOptions;
import dev.narrows.trainer.flags.source.DataOptions;
import dev.narrows.trainer.judge.Figures;
import dev.narrows.trainer.judge.JudgedRows;
import dev.narrows.trainer.judge.Judgement;
import dev.narrows.trainer.publish.ArtefactFolder;
import dev.narrows.trainer.terminal.JudgementText;
import dev.narrows.trainer.terminal.RivalText;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Command {@code evaluate}: how well a model version reconstructs vectors, beside its textbook rivals. */
@Command(
        name = "evaluate",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Measures a model version on vectors of a file or a topic, beside PCA, KLT, product and residual quantisation.",
        footer = {
            "",
            "The rivals learn from half of the vectors and all are measured on the other half; where the vectors are",
            "those that the model was trained on, from the same rows as the model, measured on rows it has not seen.",
            "With labels, errors and false alarms are those of normal rows, and detection is measured as well."
        })
public final class EvaluateCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--model",
            paramLabel = "NAME[:VERSION]",
            description = "A published model, NAME/VERSION too; its stable version where none is given.")
    private @Nullable String model;

    @Option(
            names = "--dir",
            paramLabel = "DIR",
            description = "A folder that train --output wrote, instead of --model.")
    private @Nullable Path folder;

    @Mixin
    private DataOptions data = new DataOptions();

    @Option(
            names = "--train-data",
            paramLabel = "FILE",
            description = "Vectors that the rivals learn from, so that all of --data is measured.")
    private @Nullable Path trainData;

    @Option(names = "--json", paramLabel = "FILE", description = "Write all figures into this file.")
    private @Nullable Path json;

    @Mixin
    private ReportOptions report = new ReportOptions();

    @Mixin
    private ConnectionOptions connection = new ConnectionOptions();

    @Override
    public Integer call() {
        PrintWriter err = spec.commandLine().getErr();
        check();
        ModelArtefact artefact = artefact();
        JudgedRows rows = rows(artefact.manifest(), err);
        err.println(rows.test().rows() + " rows are measured, which "
                + (rows.known() ? "the model's weights" : "the rivals") + " have not learned from"
                + rows.anomalous()
                        .map(some -> "; and " + some.rows() + " anomalous ones")
                        .orElse(""));
        try (OnnxCodec codec = OnnxCodec.of(artefact)) {
            Judgement judgement = Judgement.of(codec, artefact.manifest(), rows);
            JudgementText.print(judgement, rows.test(), spec.commandLine().getOut());
            RivalText.of(judgement.comparison(), artefact.manifest().getSettings())
                    .ifPresent(warning -> err.println("warning: " + warning));
            report.write(judgement, codec, LossHistory.of(artefact), err);
            if (json != null) {
                JsonFile.write(Figures.of(judgement), json);
                err.println("figures written to " + json);
            }
        }
        return 0;
    }

    private void check() {
        try {
            report.check();
            if (json != null) {
                Writable.file("--json", json);
            }
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private JudgedRows rows(ModelManifest manifest, PrintWriter err) {
        try {
            Dataset rows = data.read(connection, err);
            return trainData == null
                    ? JudgedRows.of(rows, manifest)
                    : JudgedRows.of(data.marked(DataFile.open(trainData), err), rows);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
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
        ModelChoice chosen = chosen(Objects.requireNonNull(model));
        connection.reach();
        try (SchemaRegistry registry = connection.registry();
                ModelStore store = ModelStore.open(connection.kafka(), connection.models(), registry);
                RolloutLog rollouts = RolloutLog.open(connection.kafka(), connection.rollouts(), registry)) {
            return store.load(ModelId.of(ChosenModel.find(chosen, store, rollouts, connection.models())));
        } catch (ModelNotFoundException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private ModelChoice chosen(String text) {
        try {
            return ModelChoice.of(text);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--" + e.getMessage(), e);
        }
    }
}
