package dev.narrows.laboratory.upgrade;

import dev.narrows.laboratory.flow.Ledger;
import dev.narrows.laboratory.flow.Numbered;
import dev.narrows.laboratory.flow.NumberedLoad;
import dev.narrows.laboratory.flow.Results;
import dev.narrows.laboratory.jvm.BenchException;
import dev.narrows.laboratory.jvm.ChildJvm;
import dev.narrows.laboratory.load.Workload;
import dev.narrows.laboratory.venue.BenchModel;
import dev.narrows.laboratory.venue.Venue;
import dev.narrows.schemas.latent.LatentReader;
import dev.narrows.schemas.model.ModelArtefact;
import dev.narrows.schemas.registry.SchemaRegistry;
import dev.narrows.stream.config.NarrowsSettings;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Upgrades the model of a running service again and again while records come in at a fixed rate, and looks at it from
 * outside: at what a consumer under read_committed sees, and at the memory of the process. Each version has the same
 * graphs, so that all that differs is that it is another one. One thread, besides those that send and read.
 */
public final class UpgradeBench {

    private static final Duration START = Duration.ofMinutes(2);
    private static final Duration UPGRADE = Duration.ofMinutes(2);
    private static final int LINE_EVERY = 10;

    private final Venue venue;
    private final UpgradeSettings settings;
    private final Consumer<String> lines;

    /** @param lines hears what is being done */
    public UpgradeBench(Venue venue, UpgradeSettings settings, Consumer<String> lines) {
        this.venue = venue;
        this.settings = settings;
        this.lines = lines;
    }

    /**
     * Measures.
     *
     * @throws BenchException where the service ends, or an upgrade does not come into service
     */
    public UpgradeReport measure() {
        ModelArtefact model =
                BenchModel.of(venue.contestants().model(), venue.data().rows());
        Service service = new Service(venue, model.id().name());
        NarrowsSettings where = NarrowsSettings.of(service.settings());
        try (SchemaRegistry registry = SchemaRegistry.connect(where.registry());
                Workload workload = new Workload(where)) {
            workload.create(settings.partitions(), service.data());
            try (Upgrades upgrades = Upgrades.open(model, where, registry)) {
                return measure(service, upgrades, workload, registry);
            } finally {
                workload.delete(service.topics());
            }
        }
    }

    private UpgradeReport measure(Service service, Upgrades upgrades, Workload workload, SchemaRegistry registry) {
        Numbered numbered = new Numbered(System.currentTimeMillis(), settings.rate(), settings.partitions());
        byte[][] values = Workload.values(venue.data().rows(), service.input(), registry);
        Ledger ledger = new Ledger(numbered);
        Continuity continuity = new Continuity(settings.partitions());
        AtomicInteger newest = new AtomicInteger();
        LatentReader reader = new LatentReader(registry);
        int first = upgrades.submit("immediate");
        try (ChildJvm jvm = service.start();
                Results results = Results.start(workload.client(), service.latents(), settings.partitions(), result -> {
                    ledger.saw(result);
                    continuity.saw(result.partition(), System.nanoTime());
                    newest.accumulateAndGet(reader.read(result.value()).modelVersion(), Math::max);
                });
                NumberedLoad load = NumberedLoad.start(workload.client(), service.input(), numbered, values)) {
            Alive alive = new Alive(jvm, results, upgrades);
            alive.until(START, "first results", () -> newest.get() >= first && upgrades.isStable(first));
            alive.until(START, "service that keeps up", () -> load.sent() - ledger.distinct() < settings.rate());
            continuity.begin(System.nanoTime());
            alive.until(settings.steady().plus(START), "steady state", after(settings.steady()));
            continuity.upgradesBegin(System.nanoTime());
            Taken taken = new Taken();
            for (int upgrade = 1; upgrade <= settings.upgrades(); upgrade++) {
                long start = System.nanoTime();
                int version = upgrades.submit(settings.policyName());
                alive.until(UPGRADE, "upgrade " + upgrade, () -> upgrades.isStable(version) && newest.get() >= version);
                taken.upgrade(System.nanoTime() - start, jvm.residentBytes());
                if (upgrade % LINE_EVERY == 0 || upgrade == settings.upgrades()) {
                    lines.accept(line(upgrade, taken, continuity, ledger));
                }
            }
            long end = System.nanoTime();
            double dip = continuity.dip(end);
            long gap = continuity.maxGapMs(end);
            long sent = load.end();
            alive.untilAll(START, ledger, sent);
            return new UpgradeReport(
                    settings.upgrades(),
                    sent - ledger.distinct(),
                    ledger.duplicated(),
                    ledger.reordered(),
                    gap,
                    taken.growth(),
                    dip,
                    ledger.changed(),
                    sent,
                    settings.rate(),
                    settings.policyName(),
                    taken.medianMs(),
                    taken.longestMs(),
                    taken.last());
        }
    }

    private static BooleanSupplier after(Duration time) {
        long until = System.nanoTime() + time.toNanos();
        return () -> System.nanoTime() - until >= 0;
    }

    private String line(int upgrade, Taken taken, Continuity continuity, Ledger ledger) {
        Long resident = taken.last();
        return String.format(
                Locale.ROOT,
                "%d upgrades (%s), median %.1f s, longest gap %d ms, %,d results, %s",
                upgrade,
                settings.policyName(),
                taken.medianMs() / (double) TimeUnit.SECONDS.toMillis(1),
                continuity.maxGapMs(System.nanoTime()),
                ledger.distinct(),
                resident == null ? "memory unknown" : (resident >> 20) + " MiB resident");
    }
}
