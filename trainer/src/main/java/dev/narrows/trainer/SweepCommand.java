package dev.narrows.trainer;

import dev.narrows.trainer.checkpoint.Checkpoints;
import dev.narrows.trainer.dataset.Dataset;
import dev.narrows.trainer.fit.FitSettings;
import dev.narrows.trainer.flags.source.ConnectionOptions;
import dev.narrows.trainer.flags.source.DataOptions;
import dev.narrows.trainer.flags.training.CheckpointOptions;
import dev.narrows.trainer.flags.training.FitOptions;
import dev.narrows.trainer.flags.training.TargetOptions;
import dev.narrows.trainer.network.Kind;
import dev.narrows.trainer.network.code.CodeKind;
import dev.narrows.trainer.network.scaling.Normalisation;
import dev.narrows.trainer.network.scaling.Scaling;
import dev.narrows.trainer.pipeline.TrainedModel;
import dev.narrows.trainer.setting.TrainDefaults;
import dev.narrows.trainer.setting.TrainSettings;
import dev.narrows.trainer.setting.WeightsChoice;
import dev.narrows.trainer.setting.Words;
import dev.narrows.trainer.sweep.Knee;
import dev.narrows.trainer.sweep.RatePlot;
import dev.narrows.trainer.sweep.RatePoint;
import dev.narrows.trainer.sweep.Sweep;
import dev.narrows.trainer.sweep.ValueRange;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Command {@code sweep}: sizes of codes and kinds of models side by side, to see how many bytes are worth it. */
@Command(
        name = "sweep",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Trains a model of each kind and code at each size and shows what they lose on the validation part, beside"
                    + " the textbook (pca, klt, pq, opq, rvq). Publishes nothing.",
            "Errors are squared, a mean over rows and values, over the squared range of all values. The knee is the size"
                    + " with the largest (1 - e) - b, errors e and bytes b of the best models each cut to 0 to 1."
        })
public final class SweepCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private DataOptions data = new DataOptions();

    @Option(
            names = "--code-bytes",
            split = ",",
            paramLabel = "N",
            description = "Sizes of codes (default: three that fit the width of the vectors).")
    private List<Integer> codeBytes = List.of();

    @Option(
            names = "--kinds",
            split = ",",
            converter = Words.OfKind.class,
            paramLabel = "NAME",
            description = "Kinds of models, as in train --kind (default: auto).")
    private List<Kind> kinds = List.of(Kind.AUTO);

    @Option(
            names = "--codes",
            split = ",",
            converter = Words.OfCode.class,
            paramLabel = "NAME",
            description = "How latents of networks become bytes, scalar or vq (default: both).")
    private List<CodeKind> codes = List.of(CodeKind.values());

    @Mixin
    private FitOptions fit = new FitOptions();

    @Mixin
    private CheckpointOptions checkpoint = new CheckpointOptions();

    @Option(names = "--plot", paramLabel = "FILE", description = "Draw rate against distortion, as a PNG.")
    private @Nullable Path plot;

    @Option(names = "--report", paramLabel = "FILE", description = "Write the points and the knee as JSON.")
    private @Nullable Path report;

    @Mixin
    private ConnectionOptions connection = new ConnectionOptions();

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        Dataset rows;
        List<Integer> sizes;
        FitSettings fitted;
        try {
            checkpoint.check();
            if (plot != null) {
                Writable.file("--plot", plot);
            }
            if (report != null) {
                Writable.file("--report", report);
            }
            rows = data.readToLearn(connection, err);
            sizes = codeBytes.isEmpty() ? RateTraining.sizes(rows.dim()) : Sweep.sizes(codeBytes, rows.dim());
            fitted = fit.settings(
                    rows.rows(),
                    () -> TrainDefaults.loss(
                            Normalisation.of(rows, Scaling.AUTO).scaling()));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
        Checkpoints checkpoints = checkpoint.open();
        Sweep sweep = new Sweep(ValueRange.of(rows));
        for (Kind kind : kinds) {
            for (CodeKind code : codes(kind)) {
                for (int bytes : sizes) {
                    String name =
                            codes(kind).size() < codes.size() ? Words.of(kind) : Words.of(kind) + "-" + Words.of(code);
                    err.println(name + ", " + bytes + " bytes");
                    TrainedModel model = TargetOptions.train(
                            rows,
                            settings(rows, kind, code, bytes, fitted),
                            err,
                            checkpoints.within(name + "-" + bytes));
                    sweep.add(name, model.comparison());
                }
            }
        }
        show(sweep, out);
        return 0;
    }

    /** Kinds that are no networks, and whoever chooses among kinds, have a code of their own. */
    private List<CodeKind> codes(Kind kind) {
        return kind == Kind.AUTO || kind.closedForm() ? List.of(CodeKind.SCALAR) : codes;
    }

    private static TrainSettings settings(Dataset rows, Kind kind, CodeKind code, int bytes, FitSettings fit) {
        var network =
                TrainDefaults.network(rows.dim(), bytes).toBuilder().kind(kind).code(code);
        return TrainSettings.defaults("sweep")
                .withNetwork((kind == Kind.CONVOLUTIONAL ? network.hidden(List.of()) : network).build())
                .withFit(fit)
                .withSplit(TrainDefaults.split(rows.rows(), fit.seed()))
                .withWeights(WeightsChoice.FLOAT32);
    }

    private void show(Sweep sweep, PrintWriter out) throws IOException {
        Optional<RatePoint> knee = Knee.of(sweep.best());
        out.printf("%-24s %10s %11s %11s%n", "", "code bytes", "values/code", "mse");
        for (RatePoint point : sweep.points()) {
            out.printf(
                    Locale.ROOT,
                    "%-24s %10d %11.1f %11.4g%s%n",
                    point.codec(),
                    point.codeBytes(),
                    sweep.ratio(point),
                    point.mse(),
                    knee.filter(point::equals).isPresent() ? "  <- knee" : "");
        }
        out.println("values/code: bytes of a vector's float32 values to those of its code");
        out.println(knee.map(point -> "knee: " + point.codeBytes() + " bytes, " + point.codec())
                .orElse("knee: none (three sizes at least, and an error that falls ever less, have one)"));
        out.flush();
        if (plot != null) {
            RatePlot.write(plot, "rate against distortion", "bytes of a code", sweep.points());
        }
        if (report != null) {
            JsonFile.write(
                    Map.of(
                            "points",
                            sweep.points(),
                            "kneeCodeBytes",
                            knee.map(RatePoint::codeBytes).orElse(0)),
                    report);
        }
    }
}
