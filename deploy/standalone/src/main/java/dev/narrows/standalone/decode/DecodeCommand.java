package dev.narrows.standalone.decode;

import dev.narrows.schemas.alert.KeyText;
import dev.narrows.schemas.decode.VectorDecoder;
import dev.narrows.schemas.registry.SchemaRegistry;
import dev.narrows.schemas.scan.DecodedLatents;
import dev.narrows.schemas.store.ModelStore;
import dev.narrows.standalone.connection.ConnectionOptions;
import dev.narrows.stream.config.NarrowsSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Turns the latents that the topic holds now back into vectors. */
@Command(
        name = "decode",
        mixinStandardHelpOptions = true,
        header = "Turn latents back into vectors.",
        description = {
            "Decodes the latents that the topic holds now, partition after partition, in the order of their offsets.",
            "Writes a NumPy file (.npy, float32 [rows, dim]) or comma-separated values."
        })
public final class DecodeCommand implements Callable<Integer> {

    @Mixin
    private ConnectionOptions connection;

    @Option(
            names = {"-o", "--out"},
            paramLabel = "FILE",
            description = "NAME.npy or NAME.csv; \"-\" for comma-separated values on standard output (default).")
    private Path file = Path.of("-");

    @Option(
            names = "--with-origin",
            description = "Six columns before the values: partition, offset, timestamp, key, model version, error."
                    + " Not for .npy.")
    private boolean withOrigin;

    @Option(names = "--max", paramLabel = "N", description = "The first N only.")
    private long max = Long.MAX_VALUE;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        checkOut();
        NarrowsSettings settings = connection.reached();
        String modelsTopic = settings.topics().models();
        LatentDump dump;
        try (SchemaRegistry registry = SchemaRegistry.connect(settings.registry());
                ModelStore models = ModelStore.open(settings.client(), modelsTopic, registry);
                VectorDecoder decoder = DecodedLatents.decoder(settings.model().name(), modelsTopic, models, registry);
                RowSink sink = sink()) {
            dump = new LatentDump(sink, KeyText::of, max);
            dump.run(settings.client(), settings.topics().latents(), decoder);
        }
        PrintWriter err = spec.commandLine().getErr();
        err.println(dump.written() + " vectors decoded");
        dump.firstReason()
                .ifPresent(reason -> err.println("narrows: " + dump.undecodable()
                        + " latents could not be decoded, the first of them " + reason));
        return dump.undecodable() == 0 ? 0 : 1;
    }

    private void checkOut() {
        String name = file.toString();
        if (!name.equals("-") && !name.endsWith(".csv") && !name.endsWith(".npy")) {
            throw new ParameterException(spec.commandLine(), "--out: " + name + " (expected: NAME.npy, NAME.csv or -)");
        }
        if (withOrigin && name.endsWith(".npy")) {
            throw new ParameterException(spec.commandLine(), "--with-origin: with .npy (expected: with .csv or -)");
        }
    }

    private RowSink sink() throws IOException {
        String name = file.toString();
        if (name.equals("-")) {
            return RowSink.csv(spec.commandLine().getOut(), withOrigin);
        }
        return name.endsWith(".npy") ? RowSink.npy(file) : RowSink.csv(file, withOrigin);
    }
}
