package dev.narrows.laboratory;

import dev.narrows.laboratory.venue.BenchData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What is measured with, and where the report goes: options that all measurements of speed share. */
final class BenchInputs {

    @Option(
            names = "--data",
            paramLabel = "PATH",
            description = "Vectors: a file, or a folder with X or X_train, in any format that train reads"
                    + " (default: the demo's digits).")
    private @Nullable Path data;

    @Option(
            names = "--model",
            paramLabel = "DIR",
            description = "Folder that train --output wrote (default: one that is made here).")
    private @Nullable Path model;

    @Option(names = "--report", paramLabel = "FILE", description = "Write the figures as JSON.")
    private @Nullable Path report;

    /** The vectors; where none are named, those of the demo, unpacked into {@code scratch}. */
    BenchData vectors(Path scratch) {
        return data == null ? BenchData.digits(scratch) : BenchData.open(data);
    }

    /** Folder of the model; empty for one that is made. */
    Optional<Path> model() {
        return Optional.ofNullable(model);
    }

    /** Writes the report where one is wanted. */
    void report(String json) throws IOException {
        if (report != null) {
            Files.writeString(report, json);
        }
    }
}
