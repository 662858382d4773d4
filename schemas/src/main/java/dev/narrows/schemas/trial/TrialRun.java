package dev.narrows.schemas.trial;

import dev.narrows.schemas.model.ModelArtefact;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One version in its process: fed, watched, and gone when this closes. For one thread. */
final class TrialRun implements AutoCloseable {

    /** How a trial ended; the reason is empty where it passed. */
    record Verdict(boolean passed, boolean brokeTheProcess, String reason) {}

    private static final Logger LOG = LoggerFactory.getLogger(TrialRun.class);
    private static final long LOOK_MS = 20;
    private static final long GONE_SECONDS = 10;
    private static final int LONGEST_REASON = 1_000;
    // What a JVM prints when it dies, "#  SIGSEGV (0xb) at pc=..."; on Windows EXCEPTION_ACCESS_VIOLATION.
    private static final Pattern CRASH = Pattern.compile("^#  ((?:SIG|EXCEPTION_)[A-Z_]+)");

    private final Process process;
    private final Path scratch;
    private final Duration time;
    private final long memoryBytes;

    private TrialRun(Process process, Path scratch, Duration time, long memoryBytes) {
        this.process = process;
        this.scratch = scratch;
        this.time = time;
        this.memoryBytes = memoryBytes;
    }

    static TrialRun start(ModelArtefact artefact, TrialLimits limits) {
        TrialCommand command = TrialCommand.of(artefact.manifest(), limits);
        Path scratch = null;
        try {
            scratch = Files.createTempDirectory("narrows-trial-");
            Process process = command.start(scratch);
            TrialRun run = new TrialRun(process, scratch, limits.time(), command.memoryBytes());
            run.feed(artefact);
            return run;
        } catch (IOException e) {
            if (scratch != null) {
                delete(scratch);
            }
            throw new NoTrialException(
                    "trial of model " + artefact.id() + ": " + e.getMessage() + " (expected: a process of its own)", e);
        }
    }

    /** Waits until it has ended by itself or has gone beyond a limit. */
    Verdict await() throws InterruptedException {
        long start = System.nanoTime();
        while (!process.waitFor(LOOK_MS, TimeUnit.MILLISECONDS)) {
            long resident = residentBytes();
            if (resident > memoryBytes) {
                return broke("took " + (resident >> 20) + " MiB", "at most " + (memoryBytes >> 20) + " MiB");
            }
            if (System.nanoTime() - start > time.toNanos()) {
                return broke("not done after " + time.toSeconds() + " s", "an end before");
            }
        }
        return ended();
    }

    @Override
    public void close() {
        process.destroyForcibly()
                .onExit()
                .completeOnTimeout(process, GONE_SECONDS, TimeUnit.SECONDS)
                .join();
        delete(scratch);
    }

    /** On a thread of its own, since a process that hangs takes nothing; it ends with the process. */
    private void feed(ModelArtefact artefact) {
        Thread feeder = new Thread(
                () -> {
                    try (OutputStream out = new BufferedOutputStream(process.getOutputStream())) {
                        ArtefactStream.write(artefact, out);
                    } catch (IOException e) {
                        LOG.debug("trial ended before it had read all", e);
                    }
                },
                "narrows-trial-feed");
        feeder.setDaemon(true);
        feeder.start();
    }

    private Verdict ended() throws InterruptedException {
        String crash = "";
        String refused = "";
        try (Stream<String> lines = process.inputReader(StandardCharsets.UTF_8).lines()) {
            for (String line : (Iterable<String>) lines::iterator) {
                Matcher signal = CRASH.matcher(line);
                if (line.equals(TrialMain.PASSED)) {
                    return new Verdict(true, false, "");
                } else if (line.startsWith(TrialMain.REFUSED)) {
                    refused = line.substring(TrialMain.REFUSED.length());
                } else if (signal.find()) {
                    crash = " of " + signal.group(1);
                }
            }
        }
        return refused.isEmpty()
                ? broke(
                        "died" + crash + " with exit code " + process.waitFor(),
                        "a verdict; the graph breaks the process it runs in")
                : new Verdict(false, false, refused.substring(0, Math.min(LONGEST_REASON, refused.length())));
    }

    private static Verdict broke(String how, String expected) {
        return new Verdict(false, true, "trial in a process of its own: " + how + " (expected: " + expected + ")");
    }

    /** Memory that the process holds now; 0 where the system does not tell. */
    private long residentBytes() {
        try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                            .map(line -> line.replaceAll("\\D", ""))
                            .mapToLong(Long::parseLong)
                            .findFirst()
                            .orElse(0)
                    * 1024;
        } catch (IOException | UncheckedIOException e) {
            return 0;
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        } catch (IOException e) {
            LOG.info("trial folder stays folder={} reason={}", folder, e.toString());
        }
    }
}
