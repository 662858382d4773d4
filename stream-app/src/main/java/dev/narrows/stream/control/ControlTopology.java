package dev.narrows.stream.control;

import dev.narrows.schemas.QualityReport;
import dev.narrows.schemas.Rollout;
import dev.narrows.schemas.RolloutCommand;
import dev.narrows.stream.drift.DriftReports;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.Stores;

/**
 * The control plane's topology: commands and reports in, rollouts out, one task, because all of these topics are used by
 * their first partition only. The store lies in memory and is kept in a changelog, so no file of it stays behind that
 * another version of Kafka could not read.
 */
final class ControlTopology {

    private static final String DECIDE = "decide";
    private static final String DRIFT = "drift";

    private ControlTopology() {}

    /**
     * Topics, and how their values become bytes.
     *
     * @param rollouts one that works on the stream's thread; also for the store
     */
    record Formats(
            String commandsTopic,
            String qualityTopic,
            String rolloutsTopic,
            Deserializer<RolloutCommand> commands,
            Deserializer<QualityReport> reports,
            Serializer<Rollout> rollouts,
            Deserializer<Rollout> states) {}

    /**
     * Builds it; touches no broker.
     *
     * @param model whose rollouts it decides
     * @param written what the rollouts topic says of a model
     * @param drift makes what looks for drift in the reports
     * @param drifts writes what it finds
     */
    static Topology build(
            String model,
            Formats formats,
            Versions versions,
            ControlSettings settings,
            Function<String, Optional<Rollout>> written,
            InstantSource clock,
            Supplier<DriftReports> drift,
            Serializer<QualityReport> drifts) {
        ByteArrayDeserializer bytes = new ByteArrayDeserializer();
        return new Topology()
                .addSource("commands", bytes, bytes, formats.commandsTopic())
                .addSource("quality", bytes, bytes, formats.qualityTopic())
                .addProcessor(
                        DECIDE,
                        () -> new ControlProcessor(
                                model, formats, new Commands(versions, settings), new Judge(settings), written, clock),
                        "commands",
                        "quality")
                .addProcessor(
                        DRIFT,
                        () -> new DriftProcessor(model, formats.qualityTopic(), formats.reports(), drift.get(), clock),
                        "quality")
                .addStateStore(
                        Stores.keyValueStoreBuilder(
                                Stores.inMemoryKeyValueStore(ControlProcessor.STORE),
                                Serdes.String(),
                                Serdes.ByteArray()),
                        DECIDE,
                        DRIFT)
                .addSink(
                        "drifts",
                        formats.qualityTopic(),
                        new ByteArraySerializer(),
                        drifts,
                        (topic, key, value, partitions) -> Optional.of(Set.of(0)),
                        DRIFT)
                .addSink(
                        "rollouts",
                        formats.rolloutsTopic(),
                        new ByteArraySerializer(),
                        formats.rollouts(),
                        (topic, key, value, partitions) -> Optional.of(Set.of(0)),
                        DECIDE);
    }
}
