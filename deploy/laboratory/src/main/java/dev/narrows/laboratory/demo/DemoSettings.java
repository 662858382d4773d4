package dev.narrows.laboratory.demo;

import dev.narrows.laboratory.demo.digits.Digits;
import dev.narrows.laboratory.demo.digits.Kind;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How large the story is.
 *
 * @param dataFolder where the broker keeps its data; empty for a folder that is gone afterwards
 * @param httpPort of the page, 0 for a free one
 * @param trainingDigits digits to train on, 100 to 8,500
 * @param streamRecords records streamed, at least twice as many as are not digits
 * @param notDigits how many of them are of which other kind
 * @param quick how version 1 is trained
 * @param better how version 2 is trained
 * @param recordsPerSecond pace of the stream while version 2 is trained
 * @param seed of the stream and of both trainings
 */
public record DemoSettings(
        Optional<Path> dataFolder,
        int httpPort,
        int trainingDigits,
        int streamRecords,
        Map<Kind, Integer> notDigits,
        Lesson quick,
        Lesson better,
        double recordsPerSecond,
        long seed) {
    private static final int CODE_BYTES = 32;

    /**
     * Size of a network and of its training.
     *
     * @param codeBytes width of the latent, one byte a dimension
     * @param hidden width of the layer on either side of it
     * @param epochs most passes over the training digits
     * @param learningRate largest step size
     */
    public record Lesson(int codeBytes, int hidden, int epochs, double learningRate) {}

    /** Checks ranges and copies. */
    public DemoSettings {
        notDigits = Map.copyOf(notDigits);
        int others = notDigits.values().stream().mapToInt(Integer::intValue).sum();
        if (trainingDigits < 100 || trainingDigits > Digits.TRAINING) {
            throw new IllegalArgumentException(
                    "trainingDigits: " + trainingDigits + " (expected: 100 to " + Digits.TRAINING + ")");
        }
        if (streamRecords < 2 * others) {
            throw new IllegalArgumentException("records: " + streamRecords + " (expected: >= " + 2 * others + ")");
        }
    }

    /** The whole story. */
    public static DemoSettings standard() {
        Map<Kind, Integer> notDigits = new EnumMap<>(Kind.class);
        notDigits.put(Kind.NOISE, 150);
        notDigits.put(Kind.INVERTED, 150);
        notDigits.put(Kind.SHIFTED_BLOCKS, 100);
        notDigits.put(Kind.GARBAGE, 60);
        notDigits.put(Kind.WRONG_DIMENSION, 40);
        return new DemoSettings(
                Optional.empty(),
                8080,
                Digits.TRAINING,
                24_000,
                notDigits,
                new Lesson(CODE_BYTES, 128, 30, 3e-3),
                new Lesson(CODE_BYTES, 256, 40, 2e-3),
                300,
                20_260_101);
    }

    /** The same with its data in that folder, null for one that goes, and the page on that port. */
    public DemoSettings at(@Nullable Path folder, int port) {
        return new DemoSettings(
                Optional.ofNullable(folder),
                port,
                trainingDigits,
                streamRecords,
                notDigits,
                quick,
                better,
                recordsPerSecond,
                seed);
    }

    /** The same with a longer or shorter stream. */
    public DemoSettings withRecords(int records) {
        return new DemoSettings(
                dataFolder, httpPort, trainingDigits, records, notDigits, quick, better, recordsPerSecond, seed);
    }
}
