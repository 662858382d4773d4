package dev.narrows.laboratory;

import dev.narrows.laboratory.rate.RateBench;
import dev.narrows.laboratory.rate.RateReport;
import dev.narrows.trainer.RateOptions;
import dev.narrows.trainer.RateTraining;
import dev.narrows.trainer.dataset.file.DataFolder;
import dev.narrows.trainer.sweep.RatePlot;
import dev.narrows.trainer.sweep.Sweep;
import dev.narrows.trainer.sweep.TrainTest;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What a record takes on the broker's disk and what comes back of it, for Narrows and everything it competes with. */
@Command(
        name = "rate",
        mixinStandardHelpOptions = true,
        header = "Bytes a record and error: ours beside lz4, zstd, float16, int8 and the textbook.",
        description = {
            "Trains on X_train and measures on X_test where the folder has them, else on a seeded 80/20 split of X."
                    + " Errors are squared, a mean over rows and values, over the squared range of all training values."
                    + " Records are written without keys to a broker of its own; vectors as Avro, codes as latents.",
            "The textbook: pca (int8 components), klt (bits by variance), pq, opq (product quantisation of rows and of their"
                    + " components) and rvq (residual). Books learn from at most 20480 rows, those of rvq from fewer where"
                    + " rows are wide or codes long. Times are those of one core, a row.",
            "One step size, schedule and rule for the widths serve all data (see the page on training)."
        })
final class RateCommand implements Callable<Integer> {

    @Option(
            names = "--data",
            required = true,
            paramLabel = "DIR",
            description = "Folder with X, or X_train and X_test, in any format that train reads; or a file.")
    private Path data;

    @Option(
            names = "--code-bytes",
            split = ",",
            paramLabel = "N",
            description = "Sizes of codes (default: three that fit the width of the vectors; 16,32,64 from 128 on).")
    private List<Integer> codeBytes = List.of();

    @Mixin
    private RateOptions options;

    @Option(names = "--report", paramLabel = "FILE", description = "Write the points as JSON.")
    private @Nullable Path report;

    @Option(names = "--plot", paramLabel = "FILE", description = "Draw rate against distortion, as a PNG.")
    private @Nullable Path plot;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        DataFolder folder = DataFolder.open(data);
        TrainTest rows = TrainTest.of(folder.rows(), folder.test(), options.seed());
        List<Integer> sizes = sizes(rows.train().dim(), err);
        err.printf(
                "%s: %d rows to learn from, %d to measure on, %d values each%n",
                folder.name(),
                rows.train().rows(),
                rows.test().rows(),
                rows.test().dim());
        RateReport found;
        try (RateBench bench = RateBench.open(rows, err::println)) {
            found = bench.run(sizes, options.seed(), options.training(rows.train(), err)::codec);
        }
        out.print(found.table());
        out.flush();
        if (report != null) {
            Files.writeString(report, found.toJson());
        }
        if (plot != null) {
            RatePlot.write(plot, folder.name(), "bytes a record on the broker's disk", found.points());
        }
        return 0;
    }

    /** No code is longer than a byte for each value: that would be int8, which needs no model. */
    private List<Integer> sizes(int dim, PrintWriter err) {
        if (codeBytes.isEmpty()) {
            return RateTraining.sizes(dim);
        }
        if (codeBytes.stream().anyMatch(size -> size > dim)) {
            err.println("--code-bytes " + codeBytes + ": none above " + dim + ", a byte for each value");
        }
        try {
            return Sweep.sizes(codeBytes, dim);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--" + e.getMessage(), e);
        }
    }
}
