package dev.narrows.laboratory;

import dev.narrows.laboratory.codec.CodecBench;
import dev.narrows.laboratory.codec.CodecReport;
import dev.narrows.laboratory.report.BenchJson;
import dev.narrows.laboratory.venue.BenchData;
import dev.narrows.laboratory.venue.BenchModel;
import dev.narrows.schemas.model.ModelArtefact;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What a record costs in each step of the hot path. */
@Command(
        name = "codec",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        header = "Time and allocation a record, step by step.",
        description =
                "Packing a poll of 1,000 records and unpacking it, reading each format of vectors, running the model"
                        + " on 1 to 2,048 rows at once, writing latents; decoding them one by one and in batches, in each mode"
                        + " of fidelity. JMH starts a JVM for each; no broker is needed.")
final class CodecCommand implements Callable<Integer> {

    @Mixin
    private BenchInputs inputs;

    @Option(names = "--quick", description = "A moment each and three sizes of batches: to see that it works.")
    private boolean quick;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        Path scratch = Files.createTempDirectory("narrows-bench-");
        try {
            BenchData vectors = inputs.vectors(scratch);
            ModelArtefact artefact = BenchModel.of(inputs.model(), vectors.rows());
            int dim = artefact.manifest().getInputDim();
            if (dim != vectors.rows().dim()) {
                throw new ParameterException(
                        spec.commandLine(),
                        "--data: " + vectors.rows().dim() + " values a vector (expected: " + dim
                                + ", as the model has)");
            }
            CodecReport found = new CodecBench(scratch, quick, line -> {
                        out.println(line);
                        out.flush();
                    })
                    .measure(artefact, vectors);
            inputs.report(BenchJson.write(found));
        } finally {
            BenchOptions.delete(scratch);
        }
        return 0;
    }
}
