package dev.narrows.laboratory.demo;

import dev.narrows.embedded.EmbeddedCluster;
import dev.narrows.laboratory.disk.Topics;
import dev.narrows.stream.NarrowsService;
import dev.narrows.stream.config.NarrowsSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Where the story takes place: a broker, a registry, the service and its page, all in this JVM. {@link #close} stops them
 * in the reverse order, and deletes the data folder unless it was asked for by name.
 */
public final class DemoSite implements AutoCloseable {
    static final int PARTITIONS = 4;

    // Evidence of every row, and few of them: the stages take seconds, where a service takes its time.
    private static final Map<String, String> STAGES = Map.of(
            "rollout.sample.share", "1",
            "rollout.stage.rows", "80",
            "rollout.canary.percents", "25,50");

    private final Deque<AutoCloseable> running = new ArrayDeque<>();
    private final EmbeddedCluster cluster;
    private final NarrowsSettings settings;
    private final NarrowsService service;

    DemoSite(DemoSettings demo, StoryBoard board) {
        try {
            Path folder = demo.dataFolder().orElseGet(this::folderThatGoes);
            cluster = running(EmbeddedCluster.start(folder));
            settings = NarrowsSettings.of(
                    STAGES,
                    Map.of(
                            "kafka.bootstrap.servers",
                            cluster.bootstrapServers(),
                            "schema.registry.url",
                            cluster.registryUrl(),
                            // What Kafka's own compression adds is measured apart, for the input as for the latents.
                            "kafka.producer.compression.type",
                            "none",
                            "model.name",
                            Demo.MODEL,
                            "http.host",
                            "localhost",
                            "http.port",
                            String.valueOf(demo.httpPort()),
                            // Everybody knows these digits.
                            "http.page",
                            "true"));
            Topics.create(settings.client(), settings.input().topic(), PARTITIONS);
            service = running(NarrowsService.start(settings, board));
        } catch (RuntimeException failed) {
            close();
            throw failed;
        }
    }

    NarrowsSettings settings() {
        return settings;
    }

    Path dataFolder() {
        return cluster.dataFolder();
    }

    NarrowsService service() {
        return service;
    }

    private <T extends AutoCloseable> T running(T part) {
        running.push(part);
        return part;
    }

    private Path folderThatGoes() {
        try {
            Path folder = Files.createTempDirectory("narrows-demo-");
            running(() -> delete(folder));
            return folder;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    /** Any thread; a second call waits for the first. */
    @Override
    public synchronized void close() {
        RuntimeException first = null;
        while (!running.isEmpty()) {
            try {
                running.pop().close();
            } catch (Exception failed) {
                first = first == null ? new IllegalStateException("demo: not closed cleanly", failed) : first;
            }
        }
        if (first != null) {
            throw first;
        }
    }
}
