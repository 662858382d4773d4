package dev.narrows.stream.drift;

import dev.narrows.schemas.Drift;
import dev.narrows.schemas.GeneratedRecords;
import dev.narrows.schemas.QualityReport;
import dev.narrows.schemas.pace.BackgroundLoop;
import dev.narrows.schemas.pace.BackgroundLoop.Round;
import dev.narrows.schemas.pace.Pauses;
import dev.narrows.schemas.topic.TopicReader;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * What is told of drift of the model in service, on every instance, from now on. A drift that is not told again is over
 * after {@link #HOLDS}. Reads on a thread of its own from {@link #start} to {@link #close}; {@link #shifted} may be asked by
 * any thread.
 */
public final class DriftFollower implements AutoCloseable {

    /** Three windows of the usual length. */
    public static final Duration HOLDS = Duration.ofMinutes(15);

    private static final Duration POLL = Duration.ofSeconds(1);

    static {
        GeneratedRecords.trust();
    }

    private final String model;
    private final String topic;
    private final Supplier<TopicReader> readers;
    private final Deserializer<QualityReport> reports;
    private final InstantSource clock;
    private final Listener listener;
    private final BackgroundLoop loop;
    private @Nullable TopicReader reader;
    private @Nullable Instant until;
    private volatile Shifted shifted = Shifted.NONE;

    /**
     * @param model whose drift counts
     * @param topic of quality reports
     * @param readers opens it
     * @param listener hears of drift, on the thread that reads
     */
    public DriftFollower(
            String model,
            String topic,
            Supplier<TopicReader> readers,
            Deserializer<QualityReport> reports,
            InstantSource clock,
            Listener listener) {
        this.model = model;
        this.topic = topic;
        this.readers = readers;
        this.reports = reports;
        this.clock = clock;
        this.listener = listener;
        this.loop = new BackgroundLoop("drift", POLL, Pauses.OF_A_NETWORK, this::round, listener::failed);
    }

    /** Hears of drift. */
    public interface Listener {

        /** A report tells of drift. */
        void drifted(QualityReport report);

        /** It is over. */
        void over();

        /** The topic could not be read for now; it is tried again. */
        void failed(Throwable why);
    }

    /** Begins to follow. */
    public void start() {
        loop.start();
    }

    /** The features whose level has shifted, as far as is known. */
    public Shifted shifted() {
        return shifted;
    }

    /** Opens the topic at its end where it is not open, and takes in what comes. */
    Round round() {
        TopicReader open = reader;
        if (open == null) {
            open = openAtEnd();
            reader = open;
        }
        open.poll(POLL, this::read);
        expire();
        return Round.DONE;
    }

    private TopicReader openAtEnd() {
        TopicReader open = readers.get();
        try {
            open.seek(open.end());
            return open;
        } catch (RuntimeException | Error e) {
            // The next round opens another one.
            open.close();
            throw e;
        }
    }

    private void read(ConsumerRecord<byte[], byte[]> record) {
        try {
            see(reports.deserialize(topic, record.value()));
        } catch (SerializationException e) {
            // Of a build to come: the decider says so.
        }
    }

    /** Takes in a report. */
    void see(@Nullable QualityReport report) {
        if (report == null
                || !model.equals(report.getModelName())
                || report.getDrift().isEmpty()) {
            return;
        }
        shifted = new Shifted(report.getDrift().stream()
                .filter(drift -> drift.getKind().equals("level"))
                .mapToInt(Drift::getIndex)
                .toArray());
        until = clock.instant().plus(HOLDS);
        listener.drifted(report);
    }

    /** Forgets a drift that is over. */
    void expire() {
        if (until != null && clock.instant().isAfter(until)) {
            until = null;
            shifted = Shifted.NONE;
            listener.over();
        }
    }

    @Override
    public void close() {
        loop.close();
        if (reader != null) {
            reader.close();
        }
    }
}
