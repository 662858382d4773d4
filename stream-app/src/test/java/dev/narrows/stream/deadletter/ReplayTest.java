package dev.narrows.stream.deadletter;

import static dev.narrows.stream.fixture.Inputs.bytes;
import static dev.narrows.stream.fixture.Inputs.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.narrows.schemas.alert.KeyPattern;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class ReplayTest {

    private static final TopicPartition LETTERS = new TopicPartition("dead-letters", 0);
    private static final long TIME = Instant.parse("2026-01-02T03:04:05Z").toEpochMilli();
    private static final Node NODE = new Node(0, "localhost", 1);

    private final MockProducer<byte[], byte[]> producer = new MockProducer<>(
            new Cluster(
                    "c",
                    List.of(NODE),
                    List.of(
                            new PartitionInfo("vectors", 0, NODE, new Node[0], new Node[0]),
                            new PartitionInfo("vectors", 1, NODE, new Node[0], new Node[0])),
                    Set.of(),
                    Set.of()),
            true,
            null,
            new ByteArraySerializer(),
            new ByteArraySerializer());
    private final List<String> heard = new ArrayList<>();

    @Test
    void shouldSendARecordAgainAsItsProducerWroteIt() {
        // given
        ConsumerRecord<byte[], byte[]> letter = letter(0, "pump-1", "wrong-dimension");
        letter.headers().add("trace", bytes("t-1"));

        // when
        Replay.Report report = replay(settings(false, 10, 3), List.of(letter)).run(DeadLetterFilter.ALL, this::hear);

        // then
        ProducerRecord<byte[], byte[]> sent = producer.history().get(0);
        assertThat(sent.topic()).isEqualTo("vectors");
        assertThat(sent.partition()).isEqualTo(1);
        assertThat(sent.timestamp()).isEqualTo(TIME);
        assertThat(text(sent.key())).isEqualTo("pump-1");
        assertThat(text(sent.value())).isEqualTo("value");
        assertThat(names(sent.headers())).containsExactly("trace", "narrows.replays");
        assertThat(text(sent.headers().lastHeader("narrows.replays").value())).isEqualTo("1");
        assertThat(report.fields())
                .isEqualTo(Map.of(
                        "sent",
                        1L,
                        "notWhole",
                        0L,
                        "tooOften",
                        0L,
                        "elsewhere",
                        0L,
                        "more",
                        false,
                        "next",
                        Map.of(0, 1L)));
    }

    @Test
    void shouldLeaveWhatCameBackTooOftenAndWhatCannotBeSent() {
        // given
        ConsumerRecord<byte[], byte[]> twice = letter(0, "a", "wrong-dimension");
        twice.headers().add("narrows.replays", bytes("2"));
        ConsumerRecord<byte[], byte[]> thrice = letter(1, "b", "wrong-dimension");
        thrice.headers().add("narrows.replays", bytes("3"));
        ConsumerRecord<byte[], byte[]> empty = letter(2, "c", "too-large");
        empty.headers().add("narrows.omitted", bytes("17"));
        ConsumerRecord<byte[], byte[]> unread = letter(3, "d", "skipped");
        ConsumerRecord<byte[], byte[]> foreign = letter(4, "e", "unreadable");
        foreign.headers().add("__streams.errors.topic", bytes("elsewhere"));

        // when
        Replay.Report report = replay(settings(false, 10, 3), List.of(twice, thrice, empty, unread, foreign))
                .run(DeadLetterFilter.ALL, this::hear);

        // then
        assertThat(heard)
                .containsExactly("0:0 SENT", "0:1 TOO_OFTEN", "0:2 NOT_WHOLE", "0:3 NOT_WHOLE", "0:4 ELSEWHERE");
        assertThat(producer.history()).hasSize(1);
        assertThat(text(producer.history()
                        .get(0)
                        .headers()
                        .lastHeader("narrows.replays")
                        .value()))
                .isEqualTo("3");
        assertThat(report.count(Fate.NOT_WHOLE)).isEqualTo(2);
    }

    @Test
    void shouldStopAtTheLimitAndSayWhereToGoOn() {
        // when
        Replay.Report report = replay(
                        settings(false, 2, 3),
                        List.of(
                                letter(0, "a", "unreadable"),
                                letter(1, "b", "not-finite"),
                                letter(2, "c", "unreadable"),
                                letter(3, "d", "unreadable")))
                .run(reason("unreadable"), this::hear);

        // then
        assertThat(heard).containsExactly("0:0 SENT", "0:2 SENT");
        assertThat(report.more()).isTrue();
        assertThat(report.next()).containsExactly(Map.entry(0, 3L));
    }

    @Test
    void shouldSendNothingInADryRun() {
        // when
        Replay.Report report = replay(settings(true, 10, 3), List.of(letter(0, "a", "unreadable")))
                .run(DeadLetterFilter.ALL, this::hear);

        // then
        assertThat(report.count(Fate.SENT)).isEqualTo(1);
        assertThat(producer.history()).isEmpty();
    }

    @Test
    void shouldSayWhyTheBrokersDoNotTakeIt() {
        // given
        producer.sendException = new IllegalStateException("too large");

        // when
        Replay replay = replay(settings(false, 10, 3), List.of(letter(0, "a", "unreadable")));

        // then
        assertThatThrownBy(() -> replay.run(DeadLetterFilter.ALL, this::hear)).hasMessageContaining("too large");
    }

    @Test
    void shouldTakeOnlyTheLettersThatAreMeant() {
        // given
        DeadLetter letter = DeadLetter.of(letter(5, "pump-1", "unreadable"));
        Instant time = Instant.ofEpochMilli(TIME);

        // when, then
        assertThat(reason("unreadable").matches(letter)).isTrue();
        assertThat(reason("null-value").matches(letter)).isFalse();
        assertThat(filter("pump-*", 0, 5, 6, time, time.plusMillis(1)).matches(letter))
                .isTrue();
        assertThat(filter("motor-*", 0, 5, 6, time, time.plusMillis(1)).matches(letter))
                .isFalse();
        assertThat(filter("pump-*", 1, 5, 6, time, time.plusMillis(1)).matches(letter))
                .isFalse();
        assertThat(filter("pump-*", 0, 6, 9, time, time.plusMillis(1)).matches(letter))
                .isFalse();
        assertThat(filter("pump-*", 0, 0, 5, time, time.plusMillis(1)).matches(letter))
                .isFalse();
        assertThat(filter("pump-*", 0, 5, 6, time.plusMillis(1), time.plusMillis(2))
                        .matches(letter))
                .isFalse();
        assertThat(filter("pump-*", 0, 5, 6, time.minusMillis(1), time).matches(letter))
                .isFalse();
    }

    private void hear(DeadLetter letter, Fate fate) {
        heard.add(letter.id() + " " + fate);
    }

    private Replay replay(ReplaySettings settings, List<ConsumerRecord<byte[], byte[]>> all) {
        MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
        consumer.updatePartitions(
                LETTERS.topic(), List.of(new PartitionInfo(LETTERS.topic(), 0, NODE, new Node[0], new Node[0])));
        consumer.updateBeginningOffsets(Map.of(LETTERS, 0L));
        consumer.updateEndOffsets(Map.of(LETTERS, (long) all.size()));
        consumer.schedulePollTask(() -> all.forEach(consumer::addRecord));
        return new Replay(
                new DeadLetterTopic(LETTERS.topic(), consumer), settings, settings.dryRun() ? null : producer);
    }

    private static ReplaySettings settings(boolean dryRun, long most, int attempts) {
        return new ReplaySettings("vectors", "vectors", dryRun, Double.POSITIVE_INFINITY, most, attempts);
    }

    private static DeadLetterFilter reason(String reason) {
        return new DeadLetterFilter(
                Optional.of(reason),
                Optional.empty(),
                OptionalInt.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static DeadLetterFilter filter(
            String key, int partition, long fromOffset, long toOffset, Instant from, Instant to) {
        return new DeadLetterFilter(
                Optional.empty(),
                Optional.of(KeyPattern.of(key)),
                OptionalInt.of(partition),
                OptionalLong.of(fromOffset),
                OptionalLong.of(toOffset),
                Optional.of(from),
                Optional.of(to));
    }

    private static ConsumerRecord<byte[], byte[]> letter(long offset, String key, String reason) {
        Headers headers = new RecordHeaders()
                .add("__streams.errors.message", bytes(reason + ": why"))
                .add("__streams.errors.topic", bytes("vectors"))
                .add("__streams.errors.partition", bytes("1"))
                .add("__streams.errors.offset", bytes("77"))
                .add("narrows.reason", bytes(reason));
        byte[] value = bytes("value");
        return new ConsumerRecord<>(
                LETTERS.topic(),
                0,
                offset,
                TIME,
                TimestampType.CREATE_TIME,
                key.length(),
                value.length,
                bytes(key),
                value,
                headers,
                Optional.empty());
    }

    private static List<String> names(Headers headers) {
        return StreamSupport.stream(headers.spliterator(), false)
                .map(Header::key)
                .toList();
    }
}
