package dev.narrows.standalone.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
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
    private final ContestSettings contestants;
    private final ThroughputSettings settings;
    private final Consumer<String> lines;

    /**
     * @param scratch folder for logs of the contestants
     * @param contestants what they have in common
     * @param settings what is measured
     * @param lines hears what is being done
     */
    public Throughput(
            BenchCluster cluster,
            Path scratch,
            BenchData data,
            ContestSettings contestants,
            ThroughputSettings settings,
            Consumer<String> lines) {
        this.cluster = cluster;
        this.scratch = scratch;
        this.data = data;
        this.contestants = contestants;
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
        List<ThroughputReport.Measurement> measured = new ArrayList<>();
        try (Contest contest = new Contest(cluster, scratch, data, contestants)) {
            for (int partitions : settings.partitions()) {
                measured.add(measure(partitions, contest));
            }
        }
        return new ThroughputReport(measured.get(0), measured);
    }

    private ThroughputReport.Measurement measure(int partitions, Contest contest) {
        String input = contest.freshName("in");
        Workload workload = contest.workload();
        workload.create(partitions, Stream.of(input));
        try {
            byte[][] values = Workload.values(data.rows(), input, contest.registry());
            workload.fill(input, partitions, values, settings.records());
            Map<Contestant, List<Double>> rates = new EnumMap<>(Contestant.class);
            for (int repeat = 0; repeat < settings.repeats(); repeat++) {
                for (Contestant contestant : settings.contestants()) {
                    double rate = run(contestant, partitions, input, contest);
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

    private double run(Contestant contestant, int partitions, String input, Contest contest) {
        String name = contest.freshName(contestant.label());
        Workload workload = contest.workload();
        workload.create(partitions, Contest.outputs(name));
        try (ChildJvm jvm = contest.start(contestant, name, input, settings.warmUp())) {
            Progress progress = new Progress(settings.records());
            Waiting.until(PATIENCE, contestant.label(), () -> {
                jvm.requireAlive();
                progress.seen(System.nanoTime(), committed(workload.admin(), name));
                return progress.complete() ? Optional.of(progress) : Optional.empty();
            });
            return progress.rate()
                    .orElseThrow(() -> new BenchException("records: " + settings.records() + " (expected: so many that "
                            + contestant.label() + " commits often)"));
        } finally {
            workload.delete(Contest.outputs(name));
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

    private ThroughputReport.Measurement measurement(int partitions, Map<Contestant, List<Double>> rates) {
        Double narrows = median(rates, Contestant.NARROWS);
        Map<String, List<Double>> runs = new TreeMap<>();
        rates.forEach((contestant, all) -> runs.put(contestant.label(), all));
        return new ThroughputReport.Measurement(
                data.name(),
                data.rows().dim(),
                partitions,
                contestants.threads(),
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
