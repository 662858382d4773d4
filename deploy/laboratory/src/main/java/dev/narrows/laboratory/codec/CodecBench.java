package dev.narrows.laboratory.codec;

import dev.narrows.laboratory.jvm.BenchException;
import dev.narrows.laboratory.venue.BenchData;
import dev.narrows.schemas.ModelManifest;
import dev.narrows.schemas.model.ModelArtefact;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Measures each step of the hot path, and of a consumer's, with JMH, one after the other. One at a time on a machine. */
public final class CodecBench {

    private static final List<String> STEPS = List.of(
            BatchBenchmark.class.getName() + ".pack",
            BatchBenchmark.class.getName() + ".unpack",
            ReadBenchmark.class.getName() + ".read",
            EncodeBenchmark.class.getName() + ".encode",
            EncodeBenchmark.class.getName() + ".writeLatents",
            DecodeBenchmark.class.getName() + ".decodeCodes",
            DecodeBenchmark.class.getName() + ".decodeBounded",
            DecodeBenchmark.class.getName() + ".decodeLossless");

    private final Path scratch;
    private final boolean quick;
    private final Consumer<String> lines;

    /**
     * @param scratch an empty folder for what the measuring JVMs read
     * @param quick three sizes of batches and a moment each, to see that it works
     * @param lines takes the table, line by line as it comes
     */
    public CodecBench(Path scratch, boolean quick, Consumer<String> lines) {
        this.scratch = scratch;
        this.quick = quick;
        this.lines = lines;
    }

    /**
     * Measures.
     *
     * @param model takes vectors of the data's width
     * @throws BenchException where a measuring JVM failed
     */
    public CodecReport measure(ModelArtefact model, BenchData data) {
        ModelManifest manifest = model.manifest();
        CodecFolder.write(scratch, model, data.rows());
        lines.accept(CodecFigure.HEAD);
        List<CodecFigure> figures = new ArrayList<>();
        for (String step : STEPS) {
            List<CodecFigure> found = run(step);
            found.forEach(figure -> lines.accept(figure.line()));
            figures.addAll(found);
        }
        return new CodecReport(
                data.name(),
                manifest.getInputDim(),
                manifest.getCodeBytes(),
                Runtime.version().toString(),
                quick,
                figures);
    }

    private List<CodecFigure> run(String step) {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include("^" + step.replace(".", "\\.") + "$")
                .forks(1)
                .warmupIterations(quick ? 1 : 3)
                .warmupTime(TimeValue.milliseconds(quick ? 200 : 700))
                .measurementIterations(quick ? 1 : 4)
                .measurementTime(TimeValue.milliseconds(quick ? 200 : 700))
                .jvmArgsAppend(
                        "-Xmx512m",
                        "-XX:+UseParallelGC",
                        "-D" + CodecFolder.PROPERTY + "=" + scratch.toAbsolutePath(),
                        "-Dlog4j2.configurationFile=narrows-log4j2.xml",
                        "-Dnarrows.log.level=error")
                .addProfiler(GCProfiler.class)
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT);
        if (step.endsWith(".writeLatents")) {
            options.param("rows", "256");
        } else if (quick && step.endsWith(".encode")) {
            options.param("rows", "1", "256", "2048");
        }
        try {
            return new Runner(options.build())
                    .run().stream()
                            .sorted(Comparator.comparingInt(CodecBench::rows))
                            .map(CodecFigure::of)
                            .toList();
        } catch (RunnerException e) {
            throw new BenchException(step + ": " + e.getMessage() + " (expected: a measurement)", e);
        }
    }

    private static int rows(RunResult run) {
        String rows = run.getParams().getParam("rows");
        return rows == null ? 0 : Integer.parseInt(rows);
    }
}
