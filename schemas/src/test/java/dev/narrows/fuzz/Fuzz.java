package dev.narrows.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Feeds a reader inputs that are changed from good ones, and expects of each that it is read or refused as the reader's
 * contract says, in bounded time and memory: nothing else is thrown, and no more is allocated than the input's length can
 * justify, so that no length field is believed. Deterministic: the same seed gives the same inputs.
 *
 * <p>How many inputs a reader gets says the system property {@code narrows.fuzz.inputs}; a count of each run is added to
 * {@code target/fuzz/inputs.txt}. What was found once lies in {@code src/test/resources/fuzz/READER} and is tried first.
 */
public final class Fuzz {

    private static final int USUAL = 20_000;
    private static final long SEED = 20_261_130;
    private static final long FREE_BYTES = 2 << 20;
    private static final int BYTES_A_BYTE = 200;
    private static final long SLOWEST_NANOS = 2_000_000_000L;
    private static final int MOST_HEX = 2_000;
    private static final Path FOUND = Path.of("src", "test", "resources", "fuzz");
    private static final Path REPORT = Path.of("target", "fuzz", "inputs.txt");

    private static final com.sun.management.ThreadMXBean THREADS =
            (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final String reader;
    private final List<Class<?>> refusals;
    private final List<byte[]> seeds = new ArrayList<>();
    private long freeBytes = FREE_BYTES;
    private int divisor = 1;

    private Fuzz(String reader, List<Class<?>> refusals) {
        this.reader = reader;
        this.refusals = refusals;
    }

    /** What is fuzzed. */
    @FunctionalInterface
    public interface Target {

        /** Reads one input. */
        void read(byte[] input) throws Exception;
    }

    /**
     * @param reader its name
     * @param refusals what it may throw
     */
    public static Fuzz of(String reader, Class<?>... refusals) {
        return new Fuzz(reader, List.of(refusals));
    }

    /** Good inputs, which others are made of. */
    public Fuzz from(byte[]... good) {
        seeds.addAll(List.of(good));
        return this;
    }

    /** Bytes that may be allocated whatever the length is. */
    public Fuzz free(long bytes) {
        freeBytes = bytes;
        return this;
    }

    /** For a slow reader: an n-th of the inputs. */
    public Fuzz fewer(int n) {
        divisor = n;
        return this;
    }

    /** Runs. The target is called on this thread only. */
    public void run(Target target) {
        long inputs = Long.getLong("narrows.fuzz.inputs", USUAL) / divisor;
        // Classes that are loaded and caches that are filled are not the input's doing.
        for (byte[] seed : seeds) {
            attempt(target, seed);
        }
        found().forEach(input -> check(target, input, "kept"));
        Mutation mutation = new Mutation(seeds, new Random(SEED));
        for (long i = 0; i < inputs; i++) {
            check(target, mutation.next(), "input " + i);
        }
        count(inputs);
    }

    private void check(Target target, byte[] input, String which) {
        long allocated = THREADS.getCurrentThreadAllocatedBytes();
        long start = System.nanoTime();
        Throwable thrown = attempt(target, input);
        long nanos = System.nanoTime() - start;
        allocated = THREADS.getCurrentThreadAllocatedBytes() - allocated;
        boolean refused = thrown == null || refusals.stream().anyMatch(each -> each.isInstance(thrown));
        if (!refused) {
            fail(told(which, input), thrown);
        }
        assertThat(allocated)
                .as("bytes allocated for %s", told(which, input))
                .isLessThanOrEqualTo(freeBytes + (long) BYTES_A_BYTE * input.length);
        assertThat(nanos).as("nanoseconds for %s", told(which, input)).isLessThan(SLOWEST_NANOS);
    }

    private static Throwable attempt(Target target, byte[] input) {
        try {
            target.read(input);
            return null;
        } catch (Throwable thrown) {
            return thrown;
        }
    }

    private String told(String which, byte[] input) {
        String hex = HexFormat.of().formatHex(input, 0, Math.min(input.length, MOST_HEX));
        return reader + ", " + which + ", " + input.length + " bytes: " + hex;
    }

    /** What was found before. */
    private List<byte[]> found() {
        Path folder = FOUND.resolve(reader);
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            List<byte[]> inputs = new ArrayList<>();
            for (Path file : files.sorted().toList()) {
                inputs.add(Files.readAllBytes(file));
            }
            return inputs;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void count(long inputs) {
        try {
            Files.createDirectories(REPORT.getParent());
            Files.writeString(
                    REPORT, inputs + " " + reader + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
