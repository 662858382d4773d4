package dev.narrows.laboratory;

import dev.narrows.laboratory.fidelity.FidelityBench;
import dev.narrows.laboratory.report.BenchJson;
import dev.narrows.schemas.onnx.session.ExecutionProvider;
import dev.narrows.stream.encode.SlicePlan;
import dev.narrows.trainer.dataset.Selection;
import dev.narrows.trainer.dataset.file.DataFolder;
import dev.narrows.trainer.sweep.TrainTest;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What a promise costs on the broker's disk, and whether it is kept, beside what keeps it without Narrows. */
@Command(
        name = "fidelity",
        mixinStandardHelpOptions = true,
        header = "Bytes a record at bounds of 1e-1, 1e-2 and 1e-3 of the range and lossless, beside zstd and others.",
        description = {
            "Learns from X_train and measures on X_test where a folder has them, else on a seeded 80/20 split of X. Records"
                    + " are written without keys to a broker of its own, by a producer that compresses with zstd.",
            "Bounds are shares of each feature's range in training. What is measured beside: zstd and byte-shuffle + zstd of"
                    + " the floats, numbers of the bound's steps with zstd, with differences to the record or value before, and"
                    + " with a dictionary for each record; float16 does not keep the bound.",
            "Of sets of 128 values and more also how many of the ten nearest neighbours are still found, beside a byte and a"
                    + " bit a value."
        })
final class FidelityCommand implements Callable<Integer> {

    @Option(
            names = "--data",
            required = true,
            split = ",",
            paramLabel = "DIR",
            description = "Folders with X, or X_train and X_test, in any format that train reads.")
    private List<Path> data;

    @Option(names = "--seed", paramLabel = "N", description = "Of the split (default: ${DEFAULT-VALUE}).")
    private long seed = 1;

    @Option(
            names = "--rows",
            paramLabel = "N",
            description = "Measure on the first N test rows of each set at most (default: all).")
    private int most = Integer.MAX_VALUE;

    @Option(names = "--report", paramLabel = "FILE", description = "Write the figures as JSON.")
    private @Nullable Path report;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        Map<String, Object> sets = new TreeMap<>();
        try (FidelityBench bench = FidelityBench.open(line -> {
            out.println(line);
            out.flush();
        })) {
            for (Path each : data) {
                DataFolder folder = DataFolder.open(each);
                TrainTest rows = first(TrainTest.of(folder.rows(), folder.test(), seed));
                int slice = new SlicePlan(0, Integer.MAX_VALUE).rows(rows.test().dim(), ExecutionProvider.CPU);
                sets.put(folder.name(), bench.run(folder.name(), rows, slice));
            }
        }
        if (report != null) {
            Files.writeString(report, BenchJson.write(Map.of("sets", sets)));
        }
        return 0;
    }

    private TrainTest first(TrainTest rows) {
        int count = Math.min(most, rows.test().rows());
        return new TrainTest(
                rows.train(),
                Selection.of(rows.test(), IntStream.range(0, count).toArray()));
    }
}
