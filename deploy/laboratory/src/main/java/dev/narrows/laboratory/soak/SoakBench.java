package dev.narrows.laboratory.soak;

import dev.narrows.laboratory.flow.Ledger;
import dev.narrows.laboratory.flow.Numbered;
import dev.narrows.laboratory.flow.NumberedLoad;
import dev.narrows.laboratory.flow.Results;
import dev.narrows.laboratory.jvm.BenchException;
import dev.narrows.laboratory.jvm.ChildJvm;
import dev.narrows.laboratory.load.Workload;
import dev.narrows.laboratory.upgrade.Alive;
import dev.narrows.laboratory.upgrade.Service;
import dev.narrows.laboratory.upgrade.Upgrades;
import dev.narrows.laboratory.venue.BenchModel;
import dev.narrows.laboratory.venue.Venue;
import dev.narrows.schemas.model.ModelArtefact;
import dev.narrows.schemas.registry.SchemaRegistry;
import dev.narrows.stream.config.NarrowsSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Holds a service under load while its model is swapped at equal intervals, and looks after each swap at what its process
 * has. One thread, besides those that send and read.
 */
public final class SoakBench {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int SECOND_TENTH = 1;
    private static final int LAST_TENTH = 9;

    private final Venue venue;
    private final SoakSettings settings;
    private final Consumer<String> lines;

    /** @param lines hears what is being done */
    public SoakBench(Venue venue, SoakSettings settings, Consumer<String> lines) {
        this.venue = venue;
        this.settings = settings;
        this.lines = lines;
    }

    /**
     * Measures.
     *
     * @throws BenchException where the service ends, or a swap does not come into service
     */
    public SoakReport measure() {
        ModelArtefact model =
                BenchModel.of(venue.contestants().model(), venue.data().rows());
        Service service = new Service(venue, model.id().name());
        NarrowsSettings where = NarrowsSettings.of(service.settings());
        try (SchemaRegistry registry = SchemaRegistry.connect(where.registry());
                Workload workload = new Workload(where)) {
            workload.create(settings.partitions(), service.data());
            byte[][] values = Workload.values(venue.data().rows(), service.input(), registry);
            try (Upgrades swaps = Upgrades.open(model, where, registry)) {
                return measure(service, swaps, workload, values);
            } finally {
                workload.delete(service.topics());
            }
        }
    }

    private SoakReport measure(Service service, Upgrades swaps, Workload workload, byte[][] values) {
        Numbered numbered = new Numbered(System.currentTimeMillis(), settings.rate(), settings.partitions());
        Ledger ledger = new Ledger(numbered);
        int first = swaps.submit("immediate");
        try (ChildJvm jvm = service.start();
                Results results =
                        Results.start(workload.client(), service.latents(), settings.partitions(), ledger::saw);
                NumberedLoad load = NumberedLoad.start(workload.client(), service.input(), numbered, values)) {
            Alive alive = new Alive(jvm, results, swaps);
            alive.until(PATIENCE, "first results", () -> swaps.isStable(first) && ledger.reached(0));
            alive.until(PATIENCE, "service that keeps up", () -> load.sent() - ledger.distinct() < settings.rate());
            List<Footprint> looks = new ArrayList<>();
            long begin = System.nanoTime();
            long before = ledger.distinct();
            try (Probe probe = Probe.of(jvm)) {
                for (int swap = 1; swap <= settings.swaps(); swap++) {
                    int version = swaps.submit("immediate");
                    alive.until(PATIENCE, "swap " + swap, () -> swaps.isStable(version));
                    pass(alive, begin + settings.time().toNanos() / settings.swaps() * swap);
                    looks.add(probe.look());
                    lines.accept(line(swap, looks, ledger));
                }
            }
            double seconds = (System.nanoTime() - begin) / (double) TimeUnit.SECONDS.toNanos(1);
            double perSecond = (ledger.distinct() - before) / seconds;
            long sent = load.end();
            alive.untilAll(PATIENCE, ledger, sent);
            return new SoakReport(
                    seconds,
                    settings.swaps(),
                    sent,
                    perSecond,
                    sent - ledger.distinct(),
                    ledger.duplicated(),
                    ledger.reordered(),
                    ledger.changed(),
                    SoakReport.median(looks, SECOND_TENTH),
                    SoakReport.median(looks, LAST_TENTH),
                    looks.size());
        }
    }

    private static String line(int swap, List<Footprint> looks, Ledger ledger) {
        Footprint now = looks.get(looks.size() - 1);
        return String.format(
                Locale.ROOT,
                "%d swaps, %,d results, %d MiB of heap, %d MiB resident, %d threads, %d descriptors",
                swap,
                ledger.distinct(),
                now.heapBytes() >> 20,
                now.residentBytes() >> 20,
                now.threads(),
                now.descriptors());
    }

    private static void pass(Alive alive, long nanoTime) {
        Duration left = Duration.ofNanos(Math.max(0, nanoTime - System.nanoTime()));
        alive.until(left.plus(PATIENCE), "time", () -> System.nanoTime() - nanoTime >= 0);
    }
}
