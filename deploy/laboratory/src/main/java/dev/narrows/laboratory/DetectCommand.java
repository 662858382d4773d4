package dev.narrows.laboratory;

import dev.narrows.laboratory.report.BenchJson;
import dev.narrows.trainer.dataset.DatasetException;
import dev.narrows.trainer.dataset.file.DataFolder;
import dev.narrows.trainer.detect.DetectionReport;
import dev.narrows.trainer.detect.OneClass;
import dev.narrows.trainer.score.ScoreKind;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How well the scores tell anomalous rows of labelled data sets from normal ones. */
@Command(
        name = "detect",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        header = "Detection on labelled data sets: --score auto beside the plain error.",
        description =
                "For every folder with X and y (.npy, idx, CSV or Parquet; or both in X.npz) under a directory: half of the"
                        + " normal rows train, the other half and all others (label not 0) are told apart, with several seeds and one setting for all"
                        + " sets. Areas under the ROC curve, in percent.")
final class DetectCommand implements Callable<Integer> {

    private static final List<ScoreKind> KINDS = List.of(ScoreKind.MSE, ScoreKind.AUTO);
    private static final double PERCENT = 100;

    @Option(names = "--data", required = true, paramLabel = "DIR", description = "Directory of the folders.")
    private @Nullable Path data;

    @Option(names = "--report", paramLabel = "FILE", description = "Write the figures as JSON.")
    private @Nullable Path report;

    @Option(names = "--seeds", split = ",", paramLabel = "N", description = "Seeds, a run each (default: 1,2,3).")
    private List<Long> seeds = List.of(1L, 2L, 3L);

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        out.printf(Locale.ROOT, "%-24s %8s %6s %8s %8s %8s%n", "set", "rows", "dim", "auto", "plain", "seconds");
        Map<String, DetectionReport.Figures> sets = new TreeMap<>();
        for (Path folder : folders()) {
            long start = System.nanoTime();
            DataFolder set = DataFolder.open(folder);
            DetectionReport.Figures figures = figures(set);
            sets.put(set.name(), figures);
            out.printf(
                    Locale.ROOT,
                    "%-24s %8d %6d %8.2f %8.2f %8.1f%n",
                    set.name(),
                    set.rows().rows(),
                    set.rows().dim(),
                    figures.auroc(),
                    figures.plainAuroc(),
                    (System.nanoTime() - start) / 1e9);
            out.flush();
        }
        DetectionReport found = DetectionReport.of(sets);
        out.printf(
                Locale.ROOT, "%-24s %8s %6s %8.2f %8.2f%n", "mean", "", "", found.meanAuroc(), found.meanPlainAuroc());
        if (report != null) {
            Files.writeString(report, BenchJson.write(found));
        }
        return 0;
    }

    private DetectionReport.Figures figures(DataFolder set) {
        double auto = 0;
        double plain = 0;
        for (long seed : seeds) {
            try {
                Map<ScoreKind, Double> judged = OneClass.judge(set.rows(), KINDS, seed);
                auto += PERCENT * judged.getOrDefault(ScoreKind.AUTO, Double.NaN) / seeds.size();
                plain += PERCENT * judged.getOrDefault(ScoreKind.MSE, Double.NaN) / seeds.size();
            } catch (DatasetException e) {
                throw new ParameterException(spec.commandLine(), set.name() + ": " + e.getMessage(), e);
            }
        }
        return new DetectionReport.Figures(auto, plain);
    }

    private List<Path> folders() throws IOException {
        if (data == null || !Files.isDirectory(data)) {
            throw new ParameterException(spec.commandLine(), "--data: " + data + " (expected: a directory)");
        }
        try (Stream<Path> entries = Files.list(data)) {
            List<Path> folders = entries.filter(DataFolder::isLabelled).sorted().toList();
            if (folders.isEmpty()) {
                throw new ParameterException(
                        spec.commandLine(),
                        "--data: " + data + " (expected: folders with X and y in it, .npy, idx, CSV or Parquet)");
            }
            return folders;
        }
    }
}
