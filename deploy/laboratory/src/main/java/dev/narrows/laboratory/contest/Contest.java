package dev.narrows.laboratory.contest;

import dev.narrows.laboratory.jvm.ChildJvm;
import dev.narrows.laboratory.load.Workload;
import dev.narrows.laboratory.venue.BenchCluster;
import dev.narrows.laboratory.venue.BenchModels;
import dev.narrows.laboratory.venue.BenchNetwork;
import dev.narrows.laboratory.venue.ContestSettings;
import dev.narrows.laboratory.venue.Venue;
import dev.narrows.schemas.ModelManifest;
import dev.narrows.schemas.registry.SchemaRegistry;
import dev.narrows.stream.config.NarrowsSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A venue that is ready: topics can be made, and contestants started. One thread. */
public final class Contest implements AutoCloseable {

    private final BenchCluster cluster;
    private final Path scratch;
    private final ContestSettings settings;
    private final Workload workload;
    private final SchemaRegistry registry;
    private final NarrowsSettings base;
    private final BenchModels models;
    private int started;

    /** Makes nothing yet. */
    public Contest(Venue venue) {
        this.cluster = venue.cluster();
        this.scratch = venue.scratch();
        this.settings = venue.contestants();
        this.models = venue.models();
        this.base = NarrowsSettings.of(cluster.settings(), named("bench", "bench-in", BenchNetwork.CHOSEN.model()));
        this.workload = new Workload(base);
        this.registry = SchemaRegistry.connect(base.registry());
    }

    /** What a contestant's model is; made and published where it is not yet. */
    public ModelManifest model(BenchNetwork network) {
        return models.published(network, base, registry);
    }

    public Workload workload() {
        return workload;
    }

    public SchemaRegistry registry() {
        return registry;
    }

    /** A name for a topic or a group that nobody has. */
    public String freshName(String what) {
        return "bench-" + what + "-" + ++started + "-" + System.nanoTime();
    }

    /** Starts a contestant in a JVM of its own; its group and the topic it writes are called {@code name}. */
    public ChildJvm start(Contestant contestant, String name, String input, Duration warmUp) {
        Map<String, String> given = new TreeMap<>(settings.settings());
        given.putAll(cluster.settings());
        given.putAll(named(name, input, model(contestant.network()).getName()));
        given.putAll(contestant.ownSettings());
        return ChildJvm.start(name, scratch, settings.jvm(), contestant.program(given, warmUp));
    }

    /** The topics that a contestant of that name writes. */
    public static Stream<String> outputs(String name) {
        return Stream.of(name, name + "-alerts", name + "-dead");
    }

    private Map<String, String> named(String name, String input, String model) {
        Map<String, String> topics = new HashMap<>();
        topics.put("application.id", name);
        topics.put("input.topic", input);
        topics.put("latents.topic", name);
        topics.put("alerts.topic", name + "-alerts");
        topics.put("dead.letters.topic", name + "-dead");
        topics.put("models.topic", "bench-models");
        topics.put("rollouts.topic", "bench-rollouts");
        topics.put("rollout.commands.topic", "bench-rollout-commands");
        topics.put("quality.topic", "bench-quality");
        topics.put("model.name", model);
        topics.put("stream.threads", "" + settings.threads());
        topics.put("http.port", "0");
        return topics;
    }

    @Override
    public void close() {
        registry.close();
        workload.close();
    }
}
