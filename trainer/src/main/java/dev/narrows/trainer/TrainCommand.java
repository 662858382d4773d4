package dev.narrows.trainer;

import dev.narrows.schemas.model.ModelArtefact;
import dev.narrows.trainer.checkpoint.Checkpoints;
import dev.narrows.trainer.dataset.Dataset;
import dev.narrows.trainer.dataset.split.SplitSettings;
import dev.narrows.trainer.fit.FitSettings;
import dev.narrows.trainer.flags.source.ConnectionOptions;
import dev.narrows.trainer.flags.source.DataOptions;
import dev.narrows.trainer.flags.source.WatchOptions;
import dev.narrows.trainer.flags.training.CheckpointOptions;
import dev.narrows.trainer.flags.training.ChoiceOptions;
import dev.narrows.trainer.flags.training.FitOptions;
import dev.narrows.trainer.flags.training.KeepOptions;
import dev.narrows.trainer.flags.training.NetworkOptions;
import dev.narrows.trainer.flags.training.ScoreOptions;
import dev.narrows.trainer.flags.training.TargetOptions;
import dev.narrows.trainer.network.scaling.Normalisation;
import dev.narrows.trainer.pipeline.TrainedModel;
import dev.narrows.trainer.publish.ArtefactFolder;
import dev.narrows.trainer.publish.Destination;
import dev.narrows.trainer.publish.KeptModel;
import dev.narrows.trainer.setting.TrainDefaults;
import dev.narrows.trainer.setting.TrainSettings;
import dev.narrows.trainer.setting.WeightsChoice;
import dev.narrows.trainer.setting.Words;
import dev.narrows.trainer.terminal.ComparisonTable;
import dev.narrows.trainer.terminal.CostTable;
import dev.narrows.trainer.terminal.RivalText;
import dev.narrows.trainer.terminal.ThresholdText;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Command {@code train}: vectors of a file or a topic in, a model version out. */
@Command(
        name = "train",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Trains a model on vectors of a file or a topic, and publishes it as the next version of its name.",
        footer = {
            "",
            "Any option can also stand in a YAML file, without its dashes (see --config); a flag wins.",
            "Ends with 0 where a model was made, 1 where it failed, 2 where the options cannot be right."
        })
public final class TrainCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--config",
            preprocessor = ConfigFile.class,
            paramLabel = "FILE",
            description = "YAML with options: epochs: 50, say.")
    private @Nullable Path config;

    @Option(names = "--name", paramLabel = "NAME", description = "Name of the model (default: ${DEFAULT-VALUE}).")
    private String name = "default";

    @Mixin
    private DataOptions data = new DataOptions();

    @Mixin
    private NetworkOptions network = new NetworkOptions();

    @Mixin
    private ChoiceOptions choice = new ChoiceOptions();

    @Mixin
    private TargetOptions target = new TargetOptions();

    @Mixin
    private FitOptions fit = new FitOptions();

    @Mixin
    private KeepOptions keep = new KeepOptions();

    @Mixin
    private CheckpointOptions checkpoint = new CheckpointOptions();

    @Mixin
    private ScoreOptions score = new ScoreOptions();

    @Option(
            names = "--weights",
            converter = Words.OfWeights.class,
            paramLabel = "FORMAT",
            description =
                    "What the weights of the served model are kept as: float32, int8, or auto, which is int8 where"
                            + " that is faster and costs at most 1 %% of the error (default: float32).")
    private WeightsChoice weights = WeightsChoice.AUTO;

    @Option(
            names = "--validation-share",
            paramLabel = "SHARE",
            description = "Rows that decide when it is enough (default: ${DEFAULT-VALUE}).")
    private double validationShare = SplitSettings.DEFAULT.validation();

    @Option(
            names = "--calibration-share",
            paramLabel = "SHARE",
            description = "Rows that the threshold is learned from (default: ${DEFAULT-VALUE}).")
    private double calibrationShare = SplitSettings.DEFAULT.calibration();

    @Option(
            names = "--alert-rate",
            paramLabel = "SHARE",
            description = "Share of normal vectors that may alert (default: ${DEFAULT-VALUE}).")
    private double alertRate = 1e-3;

    @Option(
            names = "--publish",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "Publish the model (default: yes).")
    private boolean publish;

    @Option(
            names = "--rollout",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description =
                    "Submit the published version: the first of its name becomes stable, a later one is tried beside the"
                            + " stable one by the service that runs, or by the next that does (default: yes).")
    private boolean rollout;

    @Option(
            names = "--force",
            description = "Submit it even where it is worse than the stable version on the same rows, or where these"
                    + " are unlike those that the stable version was made from.")
    private boolean force;

    @Mixin
    private WatchOptions watching = new WatchOptions();

    @Mixin
    private SigningOptions signing = new SigningOptions();

    @Option(
            names = "--output",
            paramLabel = "DIR",
            description = "Also write encoder.onnx, decoder.onnx and manifest.json into this folder.")
    private @Nullable Path output;

    @Mixin
    private ReportOptions report = new ReportOptions();

    @Mixin
    private ConnectionOptions connection = new ConnectionOptions();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        if (config != null) {
            err.println("options also from " + config);
        }
        if (watching.isOn()) {
            requireWatchable();
            connection.reach();
            watching.run(name, connection, () -> once(out, err), err);
        } else {
            once(out, err);
        }
        return 0;
    }

    private void requireWatchable() {
        try {
            watching.check();
            if (!publish || !rollout) {
                throw new IllegalArgumentException("--watch: with --no-publish or --no-rollout (expected: neither)");
            }
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private void once(PrintWriter out, PrintWriter err) {
        Dataset rows = read(err);
        err.println(rows.rows() + " rows of " + rows.dim() + " values");
        Function<Checkpoints, TrainedModel> training = training(rows, err);
        // What drifted is unlike what the stable version learned from; the service compares both on what it sees now.
        boolean compare = !force && !watching.isOn();
        Destination cluster = connection.destination(rollout);
        Destination destination = watching.isOn() ? cluster.onTrial() : cluster;
        if (publish) {
            connection.reach();
            destination.require(name, rows.dim());
        }
        TrainedModel trained = training.apply(checkpoint.open());
        ModelArtefact made = trained.artefact();
        Path folder = output == null ? KeptModel.folder(made) : output;
        ModelArtefact artefact = KeptModel.resultOrKeep(made, folder, () -> {
            tell(trained, rows, out, err);
            return keep.learn(made, rows);
        });
        KeptModel.orKeep(artefact, folder, () -> {
            if (output != null) {
                ArtefactFolder.write(artefact, output);
                err.println("written to " + output);
            }
            report.write(trained, rows, err);
            if (publish) {
                out.println("published "
                        + destination.publish(artefact, compare ? Optional.of(rows) : Optional.empty(), signing::sign));
                if (rollout) {
                    err.println("submitted; what becomes of it: narrows models list");
                }
            }
        });
    }

    private static void tell(TrainedModel trained, Dataset rows, PrintWriter out, PrintWriter err) {
        err.printf(
                Locale.ROOT,
                "%d epochs, %.2f s each on %d threads; epoch %d is the best; parity %s%n",
                trained.history().size(),
                trained.secondsPerEpoch(),
                trained.workers(),
                trained.best().number(),
                trained.parity());
        err.println(ThresholdText.of(trained));
        trained.calibration().warnings().forEach(warning -> err.println("warning: " + warning));
        ComparisonTable.print(trained.comparison(), rows, out);
        RivalText.of(trained.comparison(), trained.artefact().manifest().getSettings())
                .ifPresent(warning -> err.println("warning: " + warning));
        CostTable.print(trained.costs(), out);
    }

    private Dataset read(PrintWriter err) {
        try {
            return data.readToLearn(connection, err);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    /** All options checked, and what they ask for, which takes long. */
    private Function<Checkpoints, TrainedModel> training(Dataset rows, PrintWriter err) {
        try {
            checkpoint.check();
            target.check(network.sized(), rows.dim());
            report.check();
            keep.check();
            signing.check();
            if (output != null) {
                Writable.folder("--output", output);
            }
            TrainSettings settings = settings(rows);
            return target.given()
                    ? checkpoints -> target.train(
                            rows, bytes -> settings.withNetwork(network.settings(rows.dim(), bytes)), err, checkpoints)
                    : checkpoints -> TargetOptions.train(rows, settings, err, checkpoints);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private TrainSettings settings(Dataset rows) {
        FitSettings fitted = fit.settings(
                rows.rows(),
                () -> TrainDefaults.loss(
                        Normalisation.of(rows, network.scaling()).scaling()));
        SplitSettings split = SplitSettings.of(validationShare, calibrationShare, fitted.seed());
        return new TrainSettings(
                name,
                network.settings(rows.dim()),
                fitted,
                score.settings(),
                split,
                weights,
                choice.speed(),
                choice.budget(),
                alertRate);
    }
}
