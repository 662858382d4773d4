package dev.narrows.trainer.flags.source;

import dev.narrows.schemas.ModelManifest;
import dev.narrows.schemas.registry.SchemaRegistry;
import dev.narrows.schemas.store.ModelStore;
import dev.narrows.schemas.topic.AgedTopic;
import dev.narrows.trainer.watch.DriftFeed;
import dev.narrows.trainer.watch.Watch;
import dev.narrows.trainer.watch.WatchSettings;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Options of a trainer that stays and trains again. */
public final class WatchOptions {

    private static final Duration KEPT = Duration.ofDays(7);

    @Option(
            names = "--watch",
            description =
                    "Stay, and train again when the service tells of drift or the newest version is old. What comes"
                            + " of it is submitted as a candidate.")
    private boolean watch;

    @Option(
            names = "--watch-age",
            paramLabel = "TIME",
            description = "Age of the newest version at which --watch trains again, for example PT24H (default: P7D).")
    private Duration age = Duration.ofDays(7);

    @Option(
            names = "--watch-pause",
            paramLabel = "TIME",
            description = "Time from one training to the next at least (default: PT1H).")
    private Duration pause = Duration.ofHours(1);

    @Option(
            names = "--quality-topic",
            paramLabel = "NAME",
            description = "Topic of quality reports, which tell of drift (default: ${DEFAULT-VALUE}).")
    private String quality = "quality";

    public boolean isOn() {
        return watch;
    }

    /** @throws IllegalArgumentException naming what is out of range */
    public void check() {
        settings();
    }

    private WatchSettings settings() {
        return new WatchSettings(age, pause);
    }

    /** Stays until the thread is interrupted. */
    public void run(String name, ConnectionOptions connection, Runnable training, PrintWriter err) {
        AgedTopic.ensure(connection.kafka(), quality, KEPT);
        try (SchemaRegistry registry = connection.registry();
                DriftFeed feed = DriftFeed.open(connection.kafka(), quality, name, registry)) {
            err.println("watches " + name);
            Watch watching = new Watch(
                    settings(),
                    InstantSource.system(),
                    feed::poll,
                    () -> newest(name, connection, registry),
                    training,
                    err::println);
            watching.run();
        }
    }

    private static Optional<Instant> newest(String name, ConnectionOptions connection, SchemaRegistry registry) {
        try (ModelStore store = ModelStore.open(connection.kafka(), connection.models(), registry)) {
            return Optional.ofNullable(store.versions(name).lastEntry())
                    .map(Map.Entry::getValue)
                    .map(ModelManifest::getCreatedAt);
        }
    }
}
