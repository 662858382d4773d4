package dev.narrows.laboratory.venue;

import dev.narrows.embedded.Addresses;
import dev.narrows.embedded.EmbeddedMain;
import dev.narrows.laboratory.jvm.BenchException;
import dev.narrows.laboratory.jvm.ChildJvm;
import dev.narrows.laboratory.jvm.Waiting;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The broker and the registry that is measured on: in a process of its own, or one that is there already. Any thread. */
public final class BenchCluster implements AutoCloseable {

    private static final Duration START = Duration.ofMinutes(1);
    private static final List<String> BROKER_OPTIONS = List.of("-Xms1g", "-Xmx1g", "-XX:+UseParallelGC");

    private final String brokers;
    private final String registry;
    private final @Nullable ChildJvm process;

    private BenchCluster(String brokers, String registry, @Nullable ChildJvm process) {
        this.brokers = brokers;
        this.registry = registry;
        this.process = process;
    }

    /** A cluster that somebody else runs. */
    public static BenchCluster at(String brokers, String registry) {
        return new BenchCluster(brokers, registry, null);
    }

    /**
     * Starts one with its data in {@code folder}.
     *
     * @throws BenchException where it does not start
     */
    public static BenchCluster start(Path folder) {
        ChildJvm process = ChildJvm.start(
                "broker",
                folder,
                BROKER_OPTIONS,
                List.of(
                        EmbeddedMain.class.getName(),
                        "--folder",
                        folder.resolve("broker").toString()));
        try {
            Addresses found = Waiting.until(START, "broker", () -> {
                process.requireAlive();
                return Addresses.of(folder.resolve("broker"));
            });
            return new BenchCluster(found.bootstrapServers(), found.registryUrl(), process);
        } catch (RuntimeException e) {
            process.close();
            throw e;
        }
    }

    /** Its settings, as the service names them. */
    public Map<String, String> settings() {
        return Map.of("kafka.bootstrap.servers", brokers, "schema.registry.url", registry);
    }

    /** Processor time that the broker has taken; empty where somebody else runs it. */
    public Optional<Duration> cpu() {
        return Optional.ofNullable(process).flatMap(ChildJvm::cpu);
    }

    @Override
    public void close() {
        if (process != null) {
            process.close();
        }
    }
}
