package dev.narrows.stream;

import dev.narrows.stream.fault.Failure;
import dev.narrows.stream.start.Passing;
import dev.narrows.stream.status.Health;
import dev.narrows.stream.status.Part;
import dev.narrows.stream.status.ServiceMetrics;
import java.time.Duration;
import java.util.Locale;
import java.util.Properties;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the stream: starts it, tells health how it is, replaces a thread that failed for something that passes, and stops
 * for good at anything else. Any thread; starts once.
 */
final class StreamRunner implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StreamRunner.class);
    private static final Duration CLOSE = Duration.ofSeconds(30);

    private final KafkaStreams streams;
    private final boolean staticMember;
    private final Health health;
    private final ServiceMetrics metrics;
    private final Consumer<Failure> onFailure;
    private boolean started;
    private volatile boolean closing;

    /** @param onFailure hears why the stream stopped for good; must not block */
    StreamRunner(
            Topology topology,
            Properties settings,
            Health health,
            ServiceMetrics metrics,
            Consumer<Failure> onFailure) {
        this.streams = new KafkaStreams(topology, settings);
        this.staticMember = settings.stringPropertyNames().stream()
                .anyMatch(key -> key.endsWith(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG));
        this.health = health;
        this.metrics = metrics;
        this.onFailure = onFailure;
        metrics.topology(topology.describe().toString());
        streams.setStateListener((now, before) -> changed(now));
        streams.setUncaughtExceptionHandler(this::failed);
    }

    /** Starts consuming; a second call does nothing. */
    synchronized void start() {
        if (!started && !closing) {
            started = true;
            metrics.observe(streams);
            streams.start();
        }
    }

    /** A member that has a name of its own keeps its place, to come back to it; others leave at once. */
    @Override
    public synchronized void close() {
        closing = true;
        GroupMembershipOperation membership =
                staticMember ? GroupMembershipOperation.REMAIN_IN_GROUP : GroupMembershipOperation.LEAVE_GROUP;
        boolean stopped =
                streams.close(CloseOptions.groupMembershipOperation(membership).withTimeout(CLOSE));
        if (!stopped) {
            LOG.warn("stream did not stop in time seconds={}", CLOSE.toSeconds());
        }
    }

    private void changed(KafkaStreams.State state) {
        LOG.info("stream state={}", state);
        if (state == KafkaStreams.State.RUNNING) {
            running();
        } else {
            health.down(Part.STREAM, state.name().toLowerCase(Locale.ROOT));
        }
        if (state == KafkaStreams.State.ERROR && !closing) {
            onFailure.accept(Failure.because("the stream stopped"));
        }
    }

    private void running() {
        long partitions = streams.metadataForLocalThreads().stream()
                .mapToLong(thread -> thread.activeTasks().size())
                .sum();
        if (partitions > 0) {
            health.up(Part.STREAM, "running, partitions: " + partitions);
        } else {
            health.down(
                    Part.STREAM,
                    "running without a partition (expected: fewer instances than partitions, or one"
                            + " that stops; it takes over then)");
        }
    }

    private StreamThreadExceptionResponse failed(Throwable failure) {
        if (closing) {
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        }
        if (Passing.whileRunning(failure)) {
            LOG.warn("stream thread replaced reason={}", root(failure));
            metrics.threadReplaced();
            return StreamThreadExceptionResponse.REPLACE_THREAD;
        }
        LOG.error("stream stops", failure);
        Failure found = Failure.of("stream", failure);
        onFailure.accept(found.fatal() ? found : Failure.because(root(failure)));
        return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }

    private static String root(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        return cause.toString();
    }
}
