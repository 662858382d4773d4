package dev.narrows.laboratory.jvm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A JVM of this class path, started with this one's Java, whose output goes to a file. Any thread; {@link #close} ends it
 * and returns when it is gone. At the latest it ends with this one.
 */
public final class ChildJvm implements AutoCloseable {

    private static final int TAIL_LINES = 5;
    private static final long PATIENCE_SECONDS = 20;
    private static final String RESIDENT = "VmRSS:";
    private static final long KILO = 1024;

    private final String name;
    private final Process process;
    private final Path log;

    private ChildJvm(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
    }

    /**
     * Starts one.
     *
     * @param name for messages and the log file
     * @param folder where the log file goes
     * @param options of the JVM
     * @param program main class and arguments
     */
    public static ChildJvm start(String name, Path folder, List<String> options, List<String> program) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(program);
        Path log = folder.resolve(name + ".log");
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.to(log.toFile()));
        // What is set for whoever measures must not change what is measured.
        builder.environment().keySet().removeIf(variable -> variable.startsWith("NARROWS_"));
        try {
            return new ChildJvm(name, Children.OF_THIS_JVM.start(builder), log);
        } catch (IOException e) {
            throw new UncheckedIOException(name + ": no process (expected: Java at " + command.get(0) + ")", e);
        }
    }

    /** Throws where it has ended by itself. */
    public void requireAlive() {
        if (!process.isAlive()) {
            throw new BenchException(name + ": ended with exit code " + process.exitValue()
                    + " (expected: running); its last words: " + tail());
        }
    }

    /** Whether it runs, or stands still. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** Its number at the operating system. */
    public long pid() {
        return process.pid();
    }

    /** SIGKILL; returns when it is gone. */
    public void kill() {
        try {
            process.destroyForcibly().waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Children.OF_THIS_JVM.forget(process);
    }

    /** SIGSTOP: it stands still until {@link #goOn}. */
    public void standStill() {
        signal("STOP");
    }

    /** SIGCONT. */
    public void goOn() {
        signal("CONT");
    }

    private void signal(String signal) {
        try {
            new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(name + ": no signal " + signal + " (expected: a program kill)", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Processor time that it has taken, all its threads, to about 10 ms; empty where the system does not tell. */
    public Optional<Duration> cpu() {
        return process.info().totalCpuDuration();
    }

    /** Memory of the machine that it has now, bytes; empty where the system does not tell. */
    public OptionalLong residentBytes() {
        Path status = Path.of("/proc", Long.toString(process.pid()), "status");
        if (!Files.isReadable(status)) {
            return OptionalLong.empty();
        }
        try (Stream<String> lines = Files.lines(status, StandardCharsets.UTF_8)) {
            return lines.filter(line -> line.startsWith(RESIDENT))
                    .mapToLong(line -> KILO * Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst();
        } catch (IOException | UncheckedIOException e) {
            // It has ended meanwhile.
            return OptionalLong.empty();
        }
    }

    /** The last lines of what it printed, on one line. */
    public String tail() {
        try {
            List<String> lines = Files.readAllLines(log, StandardCharsets.UTF_8);
            return String.join(" | ", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
        } catch (IOException e) {
            return "(no log: " + e.getMessage() + ")";
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        Children.OF_THIS_JVM.forget(process);
    }
}
