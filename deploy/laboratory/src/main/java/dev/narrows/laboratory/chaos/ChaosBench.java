package dev.narrows.laboratory.chaos;

import dev.narrows.laboratory.flow.Ledger;
import dev.narrows.laboratory.flow.Numbered;
import dev.narrows.laboratory.flow.NumberedLoad;
import dev.narrows.laboratory.flow.Results;
import dev.narrows.laboratory.jvm.BenchException;
import dev.narrows.laboratory.load.Workload;
import dev.narrows.laboratory.upgrade.Upgrades;
import dev.narrows.laboratory.venue.BenchData;
import dev.narrows.laboratory.venue.BenchModel;
import dev.narrows.laboratory.venue.ContestSettings;
import dev.narrows.schemas.model.ModelArtefact;
import dev.narrows.schemas.registry.SchemaRegistry;
import dev.narrows.stream.config.NarrowsSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Two services of one group encode numbered records while faults befall them by a plan; a consumer under read_committed then
 * tells whether each record has come out once, in its order, as it was sent. One thread, besides those that send, read and
 * pass on.
 */
public final class ChaosBench {

    private static final List<String> NAMES = List.of("first", "second");
    private static final Duration SESSION = Duration.ofSeconds(6);
    private static final Duration LATE = Duration.ofSeconds(5);

    private final Path scratch;
    private final BenchData data;
    private final ContestSettings services;
    private final ChaosSettings settings;
    private final Consumer<String> lines;

    /**
     * @param scratch folder for the broker's data and all logs
     * @param services what both services have in common
     * @param lines hears what is being done
     */
    public ChaosBench(
            Path scratch, BenchData data, ContestSettings services, ChaosSettings settings, Consumer<String> lines) {
        this.scratch = scratch;
        this.data = data;
        this.services = services;
        this.settings = settings;
        this.lines = lines;
    }

    /**
     * Runs it.
     *
     * @throws BenchException where results do not flow again within minutes
     */
    public ChaosReport run() {
        lines.accept("seed of the plan of faults: " + settings.seed());
        ModelArtefact model = BenchModel.of(services.model(), data.rows());
        try (Ground ground = Ground.start(scratch)) {
            ground.awaitStart();
            Map<String, String> given = given(ground, model.id().name());
            NarrowsSettings where = NarrowsSettings.of(given);
            try (SchemaRegistry registry = SchemaRegistry.connect(where.registry());
                    Workload workload = new Workload(where)) {
                workload.create(
                        settings.partitions(),
                        Stream.of(
                                where.input().topic(),
                                where.topics().latents(),
                                where.topics().alerts(),
                                where.topics().deadLetters()));
                try (Upgrades upgrades = Upgrades.open(model, where, registry)) {
                    byte[][] values = Workload.values(data.rows(), where.input().topic(), registry);
                    return run(ground, given, where, upgrades, values);
                }
            }
        }
    }

    private ChaosReport run(
            Ground ground, Map<String, String> given, NarrowsSettings where, Upgrades upgrades, byte[][] values) {
        Numbered numbered = new Numbered(System.currentTimeMillis(), settings.rate(), settings.partitions());
        Ledger ledger = new Ledger(numbered);
        int first = upgrades.submit("immediate");
        try (Supervised one = service(NAMES.get(0), given);
                Supervised other = service(NAMES.get(1), given);
                Results results =
                        Results.start(where.client(), where.topics().latents(), settings.partitions(), ledger::saw);
                NumberedLoad load =
                        NumberedLoad.start(where.client(), where.input().topic(), numbered, values)) {
            List<Supervised> both = List.of(one, other);
            Recovery recovery = new Recovery(
                    () -> {
                        both.forEach(Supervised::supervise);
                        results.requireAlive();
                    },
                    load,
                    ledger);
            recovery.until("first version", () -> upgrades.isStable(first) && ledger.reached(0));
            Faults faults = new Faults(ground, both, upgrades, recovery, SESSION);
            Map<Fault, Integer> counts = befall(faults, recovery, ledger);
            long sent = load.end();
            recovery.until("all results", () -> ledger.distinct() >= sent);
            // What comes twice may come late.
            recovery.pass(LATE);
            return new ChaosReport(
                    counts.getOrDefault(Fault.KILL, 0),
                    counts.getOrDefault(Fault.PAUSE, 0),
                    counts.getOrDefault(Fault.BROKER_RESTART, 0),
                    counts.getOrDefault(Fault.REGISTRY_OUTAGE, 0),
                    counts.getOrDefault(Fault.REBALANCE, 0),
                    counts.getOrDefault(Fault.UPGRADE, 0),
                    counts.getOrDefault(Fault.NETWORK_CUT, 0) + counts.getOrDefault(Fault.NETWORK_STALL, 0),
                    sent,
                    sent - ledger.distinct(),
                    ledger.duplicated(),
                    ledger.reordered(),
                    recovery.worstMs(),
                    ledger.changed(),
                    both.stream().mapToInt(Supervised::selfEnds).sum(),
                    settings.seed());
        }
    }

    private Map<Fault, Integer> befall(Faults faults, Recovery recovery, Ledger ledger) {
        FaultPlan plan = new FaultPlan(settings.seed());
        Map<Fault, Integer> counts = new EnumMap<>(Fault.class);
        long end = System.nanoTime() + settings.time().toNanos();
        while (System.nanoTime() - end < 0) {
            FaultPlan.Planned planned = plan.next();
            recovery.pass(planned.after());
            faults.befall(planned);
            counts.merge(planned.fault(), 1, Integer::sum);
            if (planned.waits()) {
                recovery.await(planned.fault().toString());
            }
            lines.accept(planned.fault() + " of " + NAMES.get(planned.service()) + ": " + counts + ", "
                    + ledger.distinct() + " results, " + ledger.duplicated() + " twice, " + ledger.reordered()
                    + " out of order, worst recovery " + recovery.worstMs() + " ms");
        }
        recovery.await("the last fault");
        return counts;
    }

    private Supervised service(String name, Map<String, String> given) {
        return new Supervised(name, scratch, services.jvm(), given, lines);
    }

    private Map<String, String> given(Ground ground, String model) {
        Map<String, String> given = new TreeMap<>();
        given.put("application.id", "chaos");
        given.put("model.name", model);
        given.put("stream.threads", "" + services.threads());
        given.put("http.host", "127.0.0.1");
        given.put("http.port", "0");
        given.put("kafka.main.consumer.session.timeout.ms", "" + SESSION.toMillis());
        given.put("kafka.main.consumer.heartbeat.interval.ms", "" + SESSION.toMillis() / 3);
        given.putAll(services.settings());
        given.put("kafka.bootstrap.servers", ground.brokers());
        given.put("schema.registry.url", ground.registryUrl());
        return given;
    }
}
