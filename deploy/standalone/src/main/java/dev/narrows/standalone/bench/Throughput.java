package dev.narrows.standalone.bench;

import dev.narrows.schemas.model.ModelArtefact;
import dev.narrows.schemas.registry.SchemaRegistry;
import dev.narrows.stream.config.NarrowsSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;

/**
 * Measures how many records a second each contestant moves: the same records of the same topic, one contestant after the
 * other and each again and again, each in a JVM of its own with the same settings, seen from outside by the offsets that
 * its group commits. One thread.
 */
public final class Throughput {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final BenchCluster cluster;
    private final Path scratch;
    private final BenchData data;
    private final ThroughputSettings settings;
    private final Consumer<String> lines;
    private String model = "bench";
    private int run;

    /**
     * @param scratch folder for logs of the contestants
     * @param lines hears what is being done
     */
    public Throughput(
            BenchCluster cluster, Path scratch, BenchData data, ThroughputSettings settings, Consumer<String> lines) {
        this.cluster = cluster;
        this.scratch = scratch;
        this.data = data;
        this.settings = settings;
        this.lines = lines;
    }

    /** Measures all. */
    public ThroughputReport measure() {
        lines.accept(String.format(
                Locale.ROOT,
                "%s: %d values a vector, %d records",
                data.name(),
                data.rows().dim(),
                settings.records()));
        NarrowsSettings base = NarrowsSettings.of(cluster.settings(), topics("bench", "bench-in", "bench-out"));
        List<ThroughputReport.Measurement> measured = new ArrayList<>();
        try (Workload workload = new Workload(base);
                SchemaRegistry registry = SchemaRegistry.connect(base.registry())) {
            ModelArtefact made = BenchModel.of(settings.model(), data.rows());
            model = made.id().name();
            lines.accept("model " + BenchModel.publish(made, base, registry));
            for (int partitions : settings.partitions()) {
                measured.add(measure(partitions, workload, registry));
            }
        }
        return new ThroughputReport(measured.get(0), measured);
    }

    private ThroughputReport.Measurement measure(int partitions, Workload workload, SchemaRegistry registry) {
        String input = "bench-in-" + System.nanoTime();
        workload.create(partitions, Stream.of(input));
        try {
            workload.fill(input, partitions, Workload.values(data.rows(), input, registry), settings.records());
            Map<Contestant, List<Double>> rates = new EnumMap<>(Contestant.class);
            for (int repeat = 0; repeat < settings.repeats(); repeat++) {
                for (Contestant contestant : settings.contestants()) {
                    double rate = run(contestant, partitions, input, workload);
                    rates.computeIfAbsent(contestant, unused -> new ArrayList<>())
                            .add(rate);
                    lines.accept(String.format(
                            Locale.ROOT, "%d partitions, %-7s %,9.0f records/s", partitions, contestant.label(), rate));
                }
            }
            return measurement(partitions, rates);
        } finally {
            workload.delete(Stream.of(input));
        }
    }

    private double run(Contestant contestant, int partitions, String input, Workload workload) {
        String name = "bench-" + contestant.label() + "-" + ++run + "-" + System.nanoTime();
        Map<String, String> given = new TreeMap<>(settings.settings());
        given.putAll(cluster.settings());
        given.putAll(topics(name, input, name));
        workload.create(partitions, outputs(name));
        try (ChildJvm jvm =
                ChildJvm.start(name, scratch, settings.jvm(), contestant.program(given, settings.warmUp()))) {
            Progress progress = new Progress(settings.records());
            Waiting.until(PATIENCE, contestant.label(), () -> {
                jvm.requireAlive();
                progress.seen(System.nanoTime(), committed(workload.admin(), name));
                return progress.complete() ? java.util.Optional.of(true) : java.util.Optional.empty();
            });
            return progress.rate()
                    .orElseThrow(() -> new BenchException("records: " + settings.records() + " (expected: so many that "
                            + contestant.label() + " commits often)"));
        } finally {
            workload.delete(outputs(name));
        }
    }

    private static long committed(Admin admin, String group) {
        try {
            return admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get().values().stream()
                    .mapToLong(offset -> offset == null ? 0 : offset.offset())
                    .sum();
        } catch (ExecutionException e) {
            // Before the group has met there is nothing to list.
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("group " + group + ": interrupted while waiting for it", e);
        }
    }

    private Map<String, String> topics(String group, String input, String output) {
        Map<String, String> topics = new HashMap<>();
        topics.put("application.id", group);
        topics.put("input.topic", input);
        topics.put("latents.topic", output);
        topics.put("alerts.topic", output + "-alerts");
        topics.put("dead.letters.topic", output + "-dead");
        topics.put("models.topic", "bench-models");
        topics.put("rollouts.topic", "bench-rollouts");
        topics.put("model.name", model);
        topics.put("stream.threads", "" + settings.threads());
        topics.put("http.port", "0");
        return topics;
    }

    private static Stream<String> outputs(String name) {
        return Stream.of(name, name + "-alerts", name + "-dead");
    }

    private ThroughputReport.Measurement measurement(int partitions, Map<Contestant, List<Double>> rates) {
        Double narrows = median(rates, Contestant.NARROWS);
        Map<String, List<Double>> runs = new TreeMap<>();
        rates.forEach((contestant, all) -> runs.put(contestant.label(), all));
        return new ThroughputReport.Measurement(
                data.name(),
                data.rows().dim(),
                partitions,
                settings.threads(),
                settings.records(),
                median(rates, Contestant.DRAIN),
                median(rates, Contestant.LOOP),
                median(rates, Contestant.FLOOR),
                median(rates, Contestant.NAIVE),
                narrows,
                ratio(narrows, median(rates, Contestant.FLOOR)),
                ratio(narrows, median(rates, Contestant.NAIVE)),
                ratio(narrows, median(rates, Contestant.LOOP)),
                runs);
    }

    private static @Nullable Double ratio(@Nullable Double a, @Nullable Double b) {
        return a == null || b == null ? null : a / b;
    }

    private static @Nullable Double median(Map<Contestant, List<Double>> rates, Contestant contestant) {
        List<Double> all = rates.get(contestant);
        if (all == null) {
            return null;
        }
        List<Double> sorted = new ArrayList<>(all);
        Collections.sort(sorted);
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
