package dev.narrows.laboratory.measure;

import dev.narrows.laboratory.contest.Contest;
import dev.narrows.laboratory.contest.Contestant;
import dev.narrows.laboratory.jvm.BenchException;
import dev.narrows.laboratory.jvm.ChildJvm;
import dev.narrows.laboratory.jvm.Waiting;
import dev.narrows.laboratory.load.PacedLoad;
import dev.narrows.laboratory.load.Workload;
import dev.narrows.laboratory.report.LatencyReport;
import dev.narrows.laboratory.venue.BenchData;
import dev.narrows.laboratory.venue.Venue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Measures how long a record takes from when it is due until a consumer under read_committed has its result, at fixed
 * rates, for the service and for the forwarding topology. One thread, besides the one that sends.
 */
public final class Latency {

    private static final Duration START = Duration.ofMinutes(2);
    private static final int PROBES = 100;
    private static final long RECORDS = 600_000;

    private final Venue venue;
    private final BenchData data;
    private final LatencySettings settings;
    private final Consumer<String> lines;

    /** As those of {@link Throughput}. */
    public Latency(Venue venue, LatencySettings settings, Consumer<String> lines) {
        this.venue = venue;
        this.data = venue.data();
        this.settings = settings;
        this.lines = lines;
    }

    /** Measures all. */
    public LatencyReport measure() {
        List<LatencyReport.Measurement> measured = new ArrayList<>();
        for (int asked : settings.rates()) {
            int rate = asked > 0 ? asked : half();
            try (Contest contest = new Contest(venue)) {
                LatencyReport.Percentiles floor = measure(Contestant.FLOOR, rate, contest);
                LatencyReport.Percentiles narrows = measure(Contestant.NARROWS, rate, contest);
                measured.add(new LatencyReport.Measurement(rate, floor, narrows, narrows.p99() / floor.p99()));
            }
        }
        return new LatencyReport(data.name(), data.rows().dim(), settings.partitions(), measured);
    }

    private int half() {
        ThroughputSettings most = new ThroughputSettings(
                List.of(Contestant.NARROWS), List.of(settings.partitions()), RECORDS, 1, settings.warmUp());
        Double rate = new Throughput(venue, most, lines).measure().first().narrows();
        if (rate == null) {
            throw new BenchException("narrows: no rate (expected: one to take half of)");
        }
        return (int) (rate / 2);
    }

    private LatencyReport.Percentiles measure(Contestant contestant, int rate, Contest contest) {
        String input = contest.freshName("in");
        String name = contest.freshName(contestant.label());
        Workload workload = contest.workload();
        int partitions = settings.partitions();
        workload.create(partitions, Stream.concat(Stream.of(input), Contest.outputs(name)));
        try (ChildJvm jvm = contest.start(contestant, name, input, Duration.ZERO);
                Arrivals arrivals = new Arrivals(workload.client(), name, partitions)) {
            Map<String, Object> client = workload.client();
            byte[][] values = Workload.values(data.rows(), input, contest.registry());
            PacedLoad load = new PacedLoad(client, input, partitions, values);
            load.send(PROBES, -PROBES, PROBES);
            Waiting.until(START, contestant.label(), () -> {
                jvm.requireAlive();
                arrivals.poll(Long.MAX_VALUE);
                return arrivals.seen() >= PROBES ? Optional.of(true) : Optional.empty();
            });
            Duration all = settings.warmUp().plus(settings.time());
            long warm = rate * settings.warmUp().toSeconds();
            long expected = rate * all.toSeconds() + PROBES;
            CompletableFuture<Void> sending = CompletableFuture.runAsync(
                    () -> load.send(rate, 0, expected - PROBES),
                    task -> thread(task).start());
            long deadline = System.nanoTime() + all.toNanos() + START.toNanos();
            while (arrivals.seen() < expected) {
                arrivals.poll(warm);
                jvm.requireAlive();
                if (System.nanoTime() > deadline) {
                    throw new BenchException(contestant.label() + ": " + arrivals.seen() + " results (expected: "
                            + expected + "); the rate may be more than it can do");
                }
            }
            sending.join();
            LatencyReport.Percentiles found = arrivals.percentiles();
            lines.accept(String.format(
                    Locale.ROOT,
                    "%,d records/s, %-7s p50 %.1f ms, p99 %.1f ms, p99.9 %.1f ms",
                    rate,
                    contestant.label(),
                    found.p50(),
                    found.p99(),
                    found.p999()));
            return found;
        } finally {
            workload.delete(Stream.concat(Stream.of(input), Contest.outputs(name)));
        }
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "bench-load");
        thread.setDaemon(true);
        return thread;
    }
}
