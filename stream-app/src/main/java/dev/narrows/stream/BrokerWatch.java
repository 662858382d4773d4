package dev.narrows.stream;

import dev.narrows.stream.status.Health;
import dev.narrows.stream.status.Part;
import dev.narrows.stream.topics.TopicAdmin;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the brokers every few seconds whether they are there, on the thread {@code narrows-broker-watch}. Kafka Streams
 * says nothing of it: while brokers are away it just waits. Tells health, and the log at each change.
 */
final class BrokerWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(BrokerWatch.class);

    private final TopicAdmin admin;
    private final Health health;
    private final Duration pause;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread = new Thread(this::work, "narrows-broker-watch");

    BrokerWatch(TopicAdmin admin, Health health, Duration pause) {
        this.admin = admin;
        this.health = health;
        this.pause = pause;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    @Override
    public void close() {
        closed.countDown();
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void work() {
        try {
            while (!closed.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                look();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        boolean before = health.part(Part.BROKER).up();
        try {
            int brokers = admin.brokers();
            health.up(Part.BROKER, brokers + " answer");
            if (!before) {
                LOG.info("brokers answer again brokers={}", brokers);
            }
        } catch (KafkaException e) {
            if (closed.getCount() > 0) {
                health.down(Part.BROKER, e.getMessage());
                if (before) {
                    LOG.warn("brokers do not answer reason={}", e.getMessage());
                }
            }
        }
    }
}
