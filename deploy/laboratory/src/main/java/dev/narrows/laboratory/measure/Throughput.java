package dev.narrows.laboratory.measure;

import dev.narrows.laboratory.contest.Contest;
import dev.narrows.laboratory.contest.Contestant;
import dev.narrows.laboratory.contest.WarmUp;
import dev.narrows.laboratory.jvm.BenchException;
import dev.narrows.laboratory.jvm.ChildJvm;
import dev.narrows.laboratory.jvm.Waiting;
import dev.narrows.laboratory.load.Workload;
import dev.narrows.laboratory.report.ThroughputReport;
import dev.narrows.laboratory.venue.BenchData;
import dev.narrows.laboratory.venue.Venue;
import dev.narrows.schemas.ModelManifest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.function.Function;
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

    private final Venue venue;
    private final BenchData data;
    private final ThroughputSettings settings;
    private final Consumer<String> lines;

    /**
     * @param settings what is measured
     * @param lines hears what is being done
     */
    public Throughput(Venue venue, ThroughputSettings settings, Consumer<String> lines) {
        this.venue = venue;
        this.data = venue.data();
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
        try (Contest contest = new Contest(venue)) {
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
            Map<Contestant, List<ThroughputReport.Run>> runs = new EnumMap<>(Contestant.class);
            for (int repeat = 0; repeat < settings.repeats(); repeat++) {
                for (Contestant contestant : settings.contestants()) {
                    ThroughputReport.Run run = run(contestant, partitions, input, contest);
                    runs.computeIfAbsent(contestant, unused -> new ArrayList<>())
                            .add(run);
                    lines.accept(String.format(
                            Locale.ROOT, "%d partitions, %-7s %s", partitions, contestant.label(), run.line()));
                }
            }
            return measurement(partitions, runs, models(contest));
        } finally {
            workload.delete(Stream.of(input));
        }
    }

    private ThroughputReport.Run run(Contestant contestant, int partitions, String input, Contest contest) {
        String name = contest.freshName(contestant.label());
        Workload workload = contest.workload();
        workload.create(partitions, Contest.outputs(name));
        try (ChildJvm jvm = contest.start(contestant, name, input, settings.warmUp())) {
            Progress progress = new Progress(settings.records());
            Waiting.until(PATIENCE.plus(new WarmUp(settings.warmUp()).most()), contestant.label(), () -> {
                jvm.requireAlive();
                long records = committed(workload.admin(), name);
                progress.seen(new Progress.Sample(
                        System.nanoTime(), records, jvm.cpu(), venue.cluster().cpu()));
                return progress.complete() ? Optional.of(progress) : Optional.empty();
            });
            return progress.run()
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

    private Map<String, String> models(Contest contest) {
        Map<String, String> models = new TreeMap<>();
        for (Contestant contestant : settings.contestants()) {
            if (contestant.runsModel()) {
                ModelManifest model = contest.model(contestant.network());
                models.put(
                        contestant.label(),
                        model.getKind() + ", " + model.getSettings().getOrDefault("weights", "float32"));
            }
        }
        return models;
    }

    private ThroughputReport.Measurement measurement(
            int partitions, Map<Contestant, List<ThroughputReport.Run>> all, Map<String, String> models) {
        Map<String, List<ThroughputReport.Run>> runs = new TreeMap<>();
        all.forEach((contestant, some) -> runs.put(contestant.label(), some));
        Map<String, Double> rates = medians(runs, ThroughputReport.Run::recordsPerSecond);
        Double narrows = rates.get(Contestant.NARROWS.label());
        Double loop = rates.get(Contestant.LOOP.label());
        Double floor = rates.get(Contestant.FLOOR.label());
        Double naive = rates.get(Contestant.NAIVE.label());
        return new ThroughputReport.Measurement(
                data.name(),
                data.rows().dim(),
                partitions,
                venue.contestants().threads(),
                settings.records(),
                models,
                rates.get(Contestant.DRAIN.label()),
                loop,
                floor,
                naive,
                rates.get(Contestant.DENSE.label()),
                rates.get(Contestant.INT8.label()),
                narrows,
                ratio(narrows, floor),
                ratio(narrows, naive),
                ratio(narrows, loop),
                ratio(rates.get(Contestant.SHADOW.label()), narrows),
                ratio(rates.get(Contestant.CANARY.label()), narrows),
                ratio(rates.get(Contestant.ANOMALIES.label()), narrows),
                ratio(rates.get(Contestant.STORM.label()), narrows),
                medians(runs, ThroughputReport.Run::cpuMicros),
                medians(runs, ThroughputReport.Run::brokerCpuMicros),
                runs);
    }

    private static @Nullable Double ratio(@Nullable Double a, @Nullable Double b) {
        return a == null || b == null ? null : a / b;
    }

    /** Of each contestant that has the figure in all its runs. */
    private static Map<String, Double> medians(
            Map<String, List<ThroughputReport.Run>> runs, Function<ThroughputReport.Run, @Nullable Double> figure) {
        Map<String, Double> medians = new TreeMap<>();
        runs.forEach((contestant, some) -> {
            List<Double> figures =
                    some.stream().map(figure).filter(Objects::nonNull).sorted().toList();
            if (figures.size() == some.size()) {
                medians.put(contestant, median(figures));
            }
        });
        return medians;
    }

    private static double median(List<Double> sorted) {
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
