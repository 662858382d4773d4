package dev.narrows.trainer.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.narrows.schemas.Drift;
import dev.narrows.schemas.QualityReport;
import dev.narrows.schemas.topic.TopicReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DriftFeedTest {

    private static final String TOPIC = "quality";
    private static final TopicPartition PARTITION = new TopicPartition(TOPIC, 0);

    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");

    @AfterEach
    void close() {
        consumer.close();
    }

    @Test
    void shouldTellTheNewestDriftOfTheModelThatCameAfterItWasOpened() {
        // given
        DriftFeed feed = open();
        add(5, "load");
        add(6, "heat");
        add(7, "");
        add(8, "another");

        // when, then
        assertThat(feed.poll(Duration.ZERO)).get().asString().contains("heat");
        assertThat(feed.poll(Duration.ZERO)).isEmpty();
    }

    @Test
    void shouldPassOverWhatIsNoReport() {
        // given
        DriftFeed feed = open();
        add(5, "load");
        add(6, "unreadable");

        // when, then
        assertThat(feed.poll(Duration.ZERO)).get().asString().contains("load");
    }

    @Test
    void shouldKeepNoConsumerWhereTheTopicsEndCannotBeHad() {
        // given
        consumer.setOffsetsException(new TimeoutException("no brokers"));

        // when, then
        assertThatThrownBy(this::open).isInstanceOf(TimeoutException.class);
        assertThat(consumer.closed()).isTrue();
    }

    private DriftFeed open() {
        consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
        consumer.updateEndOffsets(Map.of(PARTITION, 5L));
        TopicReader reader = new TopicReader(consumer, TOPIC, Duration.ZERO, () -> 0);
        return DriftFeed.atEnd(
                reader, TOPIC, "toy", (topic, value) -> report(new String(value, StandardCharsets.UTF_8)));
    }

    private void add(long offset, String what) {
        consumer.addRecord(new ConsumerRecord<>(TOPIC, 0, offset, null, what.getBytes(StandardCharsets.UTF_8)));
    }

    /** Of another model where asked for that, and else with drift of that feature where it has a name. */
    private static QualityReport report(String what) {
        if (what.equals("unreadable")) {
            throw new SerializationException("as asked");
        }
        return QualityReport.newBuilder()
                .setModelName(what.equals("another") ? "another" : "toy")
                .setModelVersion(1)
                .setInstance("here")
                .setWindowStart(Instant.EPOCH)
                .setWindowEnd(Instant.EPOCH)
                .setRecords(1)
                .setAlerts(0)
                .setBytesIn(0)
                .setBytesOut(0)
                .setEncodeNanos(0)
                .setErrorSum(0)
                .setErrorBounds(List.of())
                .setErrorCounts(List.of(1L))
                .setDrift(what.isEmpty() ? List.of() : List.of(new Drift("level", 1, what, 0.5, 0.1, 100L)))
                .build();
    }
}
