package dev.narrows.laboratory.contest;

import dev.narrows.laboratory.jvm.BenchException;
import dev.narrows.laboratory.venue.BenchNetwork;
import dev.narrows.stream.NarrowsService;
import dev.narrows.stream.config.NarrowsSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;

/** What is measured: the service, and what bounds it from above and from below. */
public enum Contestant {
    /** A plain consumer that reads and drops: what broker and client can move at all. */
    DRAIN,
    /** A plain consumer, the model in batches, a transactional producer: what can be had without Kafka Streams. */
    LOOP,
    /** A topology that forwards the first 76 bytes of each record: what Kafka Streams costs by itself. */
    FLOOR,
    /** The textbook topology: a GenericRecord and a run of the model for each record. */
    NAIVE,
    /** The service with a small network of fixed shape, dim-128-64-128-dim, in float32. */
    DENSE,
    /** The same with int8 weights. */
    INT8,
    /** The service itself, all of it, as {@code narrows serve} runs it, with the model that the data and the speed ask for. */
    NARROWS,
    /** The same while a second version is tried as a shadow. */
    SHADOW,
    /** The same while a second version is a canary that encodes half of the keys. */
    CANARY,
    /** The same while a tenth of the records alert. */
    ANOMALIES,
    /** The same while every record alerts. */
    STORM;

    /** Who is measured where nobody is named: all but those that only tell what a trial or alerts cost. */
    public static final List<Contestant> USUAL = List.of(DRAIN, LOOP, FLOOR, NAIVE, DENSE, INT8, NARROWS);

    private static final Duration FOREVER = Duration.ofDays(1);

    /** Its name in reports. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it runs a model at all. */
    public boolean runsModel() {
        return this != DRAIN && this != FLOOR;
    }

    /** The model that it runs, or that is published where it runs none. */
    public BenchNetwork network() {
        return switch (this) {
            case DENSE -> BenchNetwork.FIXED;
            case INT8 -> BenchNetwork.FIXED_INT8;
            case SHADOW -> BenchNetwork.SHADOWED;
            case CANARY -> BenchNetwork.HALVED;
            case ANOMALIES -> BenchNetwork.ALARMED;
            case STORM -> BenchNetwork.STORMED;
            case DRAIN, LOOP, FLOOR, NAIVE, NARROWS -> BenchNetwork.CHOSEN;
        };
    }

    /** What it is set to, whatever it is asked for. */
    Map<String, String> ownSettings() {
        return this == SHADOW || this == CANARY ? Map.of("rollout.decides", "false") : Map.of();
    }

    /** The command line that runs it in a JVM of its own, given its settings. */
    List<String> program(Map<String, String> settings, Duration warmUp) {
        List<String> command = new ArrayList<>(
                List.of("dev.narrows.laboratory.ContestantMain", label(), "--warm-up", warmUp.toString()));
        settings.forEach((key, value) -> command.addAll(List.of("--set", key + "=" + value)));
        return command;
    }

    /**
     * Runs it in this JVM: first in rounds under groups of their own, so that the JIT compilers have done their work, then
     * from the start of the topic until the thread is interrupted or the contestant fails. It warms up in several rounds
     * because a start is when what was compiled before turns out to be wrong, and is thrown away and made again.
     *
     * @param settings for the measured run
     * @param rounds the same for each round of warming up by its number, with a group of its own
     */
    public void run(NarrowsSettings settings, IntFunction<NarrowsSettings> rounds, WarmUp warmUp)
            throws InterruptedException {
        WarmUp.Spent before = WarmUp.Spent.now();
        WarmUp.Spent last = before;
        for (int round = 0; warmUp.goesOn(round, last); round++) {
            try (Running running = start(new ContestantSettings(rounds.apply(round)))) {
                running.await(warmUp.round());
            }
            WarmUp.Spent now = WarmUp.Spent.now();
            last = now.since(before);
            before = now;
        }
        try (Running running = start(new ContestantSettings(settings))) {
            running.await(FOREVER);
        }
    }

    private Running start(ContestantSettings settings) {
        return switch (this) {
            case DRAIN -> Running.loop(label(), new DrainContestant(settings)::run);
            case LOOP -> Running.loop(label(), new LoopContestant(settings)::run);
            case FLOOR -> Topologies.start(FloorTopology.of(settings), settings);
            case NAIVE -> Topologies.start(NaiveTopology.of(settings), settings);
            case DENSE, INT8, NARROWS, SHADOW, CANARY, ANOMALIES, STORM -> service(settings.settings());
        };
    }

    private static Running service(NarrowsSettings settings) {
        NarrowsService service = NarrowsService.start(settings);
        Running running = new Running();
        running.endsWith(service);
        Thread watch = new Thread(
                () -> {
                    try {
                        service.awaitEnd().ifPresent(why -> running.fail(new BenchException(why.reason())));
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "bench-watch");
        watch.setDaemon(true);
        watch.start();
        return running;
    }
}
