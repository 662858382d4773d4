package dev.narrows.stream.control;

import dev.narrows.schemas.QualityReport;
import dev.narrows.schemas.Rollout;
import dev.narrows.schemas.RolloutCommand;
import dev.narrows.schemas.registry.RecordDeserializer;
import dev.narrows.schemas.registry.RecordSerializer;
import dev.narrows.schemas.registry.SchemaRegistry;
import dev.narrows.schemas.rollout.RolloutLog;
import dev.narrows.stream.config.NarrowsSettings;
import dev.narrows.stream.config.TopicSettings;
import dev.narrows.stream.drift.DriftReports;
import dev.narrows.stream.drift.DriftSettings;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Properties;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.GroupProtocol;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the control plane beside the data plane, with a thread and an application id of its own, so that whatever befalls
 * it the data plane goes on with what is in service. The id is that of a model and its rollouts, whichever service it
 * encodes for: of all instances of all services that share them one decides, because Kafka gives the one task to one member
 * and fences who was it before; when it goes, another goes on from its last commit. Starts once; any thread.
 */
public final class ControlPlane implements AutoCloseable {

    private static final String SUFFIX = "-control";

    private static final Logger LOG = LoggerFactory.getLogger(ControlPlane.class);
    private static final Duration CLOSE = Duration.ofSeconds(15);

    private final KafkaStreams streams;
    private final Predicate<Throwable> passes;
    private final Consumer<Throwable> onStop;
    private volatile boolean closing;

    /**
     * Connects to nothing yet.
     *
     * @param versions what there is to decide about
     * @param log what the rollouts topic says; stays the caller's
     * @param passes whether a failure passes by itself
     * @param onStop hears why it decides nothing any more; must not block
     */
    public ControlPlane(
            NarrowsSettings settings,
            ControlSettings control,
            SchemaRegistry registry,
            CheckedVersions versions,
            RolloutLog log,
            Predicate<Throwable> passes,
            Consumer<Throwable> onStop) {
        TopicSettings topics = settings.topics();
        ControlTopology.Formats formats = new ControlTopology.Formats(
                topics.commands(),
                topics.quality(),
                topics.rollouts(),
                new RecordDeserializer<>(registry, RolloutCommand.getClassSchema()),
                new RecordDeserializer<>(registry, QualityReport.getClassSchema()),
                new RecordSerializer<>(registry, Rollout.getClassSchema()),
                new RecordDeserializer<>(registry, Rollout.getClassSchema()));
        this.passes = passes;
        this.onStop = onStop;
        this.streams = new KafkaStreams(
                ControlTopology.build(
                        settings.model().name(),
                        formats,
                        versions,
                        control,
                        log::current,
                        InstantSource.system(),
                        () -> new DriftReports(versions::manifest, drift(settings)),
                        new RecordSerializer<>(registry, QualityReport.getClassSchema())),
                properties(settings));
        streams.setUncaughtExceptionHandler(this::failed);
    }

    /** Application id of the control plane that decides about the model of a service. */
    public static String id(NarrowsSettings settings) {
        return settings.topics().rollouts() + "-" + settings.model().name() + SUFFIX;
    }

    /** Starts to decide, where no other instance does. */
    public void start() {
        streams.start();
    }

    private static DriftSettings drift(NarrowsSettings settings) {
        DriftSettings usual = DriftSettings.DEFAULT;
        return new DriftSettings(settings.driftWindow(), usual.falseDrift(), usual.leastRows());
    }

    private static Properties properties(NarrowsSettings settings) {
        Properties properties = settings.streams();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, id(settings));
        properties.computeIfPresent(StreamsConfig.CLIENT_ID_CONFIG, (key, id) -> id + SUFFIX);
        // Instances of several services meet in this group; what names one of them in its own may name another here.
        properties.keySet().removeIf(key -> key.toString().endsWith(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG));
        String protocol = properties.getProperty(StreamsConfig.GROUP_PROTOCOL_CONFIG, GroupProtocol.CLASSIC.name);
        if (!protocol.equalsIgnoreCase(GroupProtocol.STREAMS.name)) {
            // With the other one Kafka makes the consumers itself.
            properties.put(StreamsConfig.DEFAULT_CLIENT_SUPPLIER_CONFIG, BoundedClients.class.getName());
        }
        properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, "1");
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        return properties;
    }

    private StreamThreadExceptionResponse failed(Throwable failure) {
        if (!closing && passes.test(failure)) {
            LOG.warn("control plane begins anew reason={}", String.valueOf(failure));
            return StreamThreadExceptionResponse.REPLACE_THREAD;
        }
        if (!closing) {
            LOG.error("control plane stops; what is in service stays so", failure);
            onStop.accept(failure);
        }
        return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }

    @Override
    public void close() {
        closing = true;
        boolean stopped = streams.close(CloseOptions.groupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP)
                .withTimeout(CLOSE));
        if (!stopped) {
            LOG.warn("control plane did not stop in time seconds={}", CLOSE.toSeconds());
        }
    }
}
