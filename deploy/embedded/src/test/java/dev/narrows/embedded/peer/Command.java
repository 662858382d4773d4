package dev.narrows.embedded.peer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Programs of other people on this machine. */
final class Command {

    private static final long LIMIT_SECONDS = 120;

    private Command() {}

    /** What a program left behind; a class, because of the array. */
    static final class Result {
        private final int status;
        private final byte[] output;
        private final String errors;

        private Result(int status, byte[] output, String errors) {
            this.status = status;
            this.output = output;
            this.errors = errors;
        }

        int status() {
            return status;
        }

        byte[] output() {
            return output.clone();
        }

        String text() {
            return new String(output, UTF_8);
        }

        String errors() {
            return errors;
        }
    }

    /** Skips the test, with the reason, where the program is not on the path. */
    static void assumePresent(String program) {
        boolean present = Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
        Assumptions.assumeTrue(present, program + " is not on this machine");
    }

    /** Runs a program to its end. */
    static Result run(Path folder, List<String> command) {
        try {
            Path output = Files.createTempFile("narrows-command", ".out");
            Path errors = Files.createTempFile("narrows-command", ".err");
            try {
                int status = await(new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectOutput(output.toFile())
                        .redirectError(errors.toFile())
                        .start());
                return new Result(status, Files.readAllBytes(output), Files.readString(errors));
            } finally {
                Files.delete(output);
                Files.delete(errors);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int await(Process process) {
        try {
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("still running after " + LIMIT_SECONDS + " s: " + process.info());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }
}
