package dev.narrows.stream.notice;

import dev.narrows.schemas.pace.BackgroundLoop;
import dev.narrows.schemas.pace.BackgroundLoop.Round;
import dev.narrows.schemas.pace.Pauses;
import dev.narrows.stream.status.Health;
import dev.narrows.stream.status.Part;
import dev.narrows.stream.topics.TopicAdmin;
import java.time.Duration;
import java.util.function.Consumer;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the brokers every few seconds whether they are there, on the thread {@code narrows-broker-watch}. Kafka Streams
 * says nothing of it: while brokers are away it just waits. Tells health, and the log at each change.
 */
public final class BrokerWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(BrokerWatch.class);

    private final TopicAdmin admin;
    private final Health health;
    private final BackgroundLoop loop;

    /** @param onError hears what it did not expect, Errors too */
    public BrokerWatch(TopicAdmin admin, Health health, Duration pause, Consumer<Throwable> onError) {
        this.admin = admin;
        this.health = health;
        this.loop = new BackgroundLoop("narrows-broker-watch", pause, Pauses.OF_A_NETWORK, this::look, onError);
    }

    public void start() {
        loop.start();
    }

    @Override
    public void close() {
        loop.stop();
        loop.interrupt();
        loop.close();
    }

    private Round look() {
        boolean before = health.part(Part.BROKER).up();
        try {
            int brokers = admin.brokers();
            health.up(Part.BROKER, brokers + " answer");
            if (!before) {
                LOG.info("brokers answer again brokers={}", brokers);
            }
        } catch (KafkaException e) {
            if (!loop.isStopped()) {
                health.down(Part.BROKER, String.valueOf(e.getMessage()));
                if (before) {
                    LOG.warn("brokers do not answer reason={}", e.getMessage());
                }
            }
        }
        return Round.DONE;
    }
}
