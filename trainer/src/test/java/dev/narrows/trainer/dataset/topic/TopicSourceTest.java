package dev.narrows.trainer.dataset.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.narrows.schemas.vector.VectorFormat;
import dev.narrows.schemas.vector.VectorReader;
import dev.narrows.schemas.vector.value.Reason;
import dev.narrows.trainer.dataset.Dataset;
import dev.narrows.trainer.dataset.DatasetException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class TopicSourceTest {

    private static final String TOPIC = "vectors";
    private static final Node NODE = new Node(0, "none", 0);

    private final FakeTopic topic = new FakeTopic();

    @Test
    void shouldReadAllRecordsOfAllPartitions() {
        // given
        topic.partition(0, vector(1, 2), vector(3, 4));
        topic.partition(1, vector(5, 6));

        // when
        TopicRows rows = read(TopicSettings.all(TOPIC));

        // then
        assertThat(rows.records()).isEqualTo(3);
        assertThat(rows.unusable()).isEmpty();
        assertThat(values(rows.data())).containsExactlyInAnyOrder(1, 2, 3, 4, 5, 6);
    }

    @Test
    void shouldCountWhatIsNoUsableVectorAndGoOn() {
        // given: the stray vector comes first, and does not decide the dimension
        topic.partition(
                0,
                vector(9),
                vector(1, 2),
                null,
                "abc".getBytes(StandardCharsets.UTF_8),
                vector(1, Float.NaN),
                vector(3, 4));

        // when
        TopicRows rows = read(TopicSettings.all(TOPIC));

        // then
        assertThat(values(rows.data())).containsExactly(1, 2, 3, 4);
        assertThat(rows.records()).isEqualTo(6);
        assertThat(rows.unusable())
                .isEqualTo(Map.of(
                        Reason.WRONG_DIMENSION, 1L,
                        Reason.NULL_VALUE, 1L,
                        Reason.UNREADABLE, 1L,
                        Reason.NOT_FINITE, 1L));
    }

    @Test
    void shouldVoteOnTheDimensionOnce() {
        // given: more records than vote
        byte[][] values = IntStream.range(0, 2500)
                .mapToObj(i -> i % 5 == 0 ? vector(i) : vector(i, i))
                .toArray(byte[][]::new);
        topic.partition(0, values);

        // when
        TopicRows rows = read(TopicSettings.all(TOPIC));

        // then
        assertThat(rows.data().dim()).isEqualTo(2);
        assertThat(rows.data().rows()).isEqualTo(2000);
        assertThat(rows.unusable()).isEqualTo(Map.of(Reason.WRONG_DIMENSION, 500L));
    }

    @Test
    void shouldTakeTheDimensionThatItIsTold() {
        // given
        topic.partition(0, vector(1, 2), vector(3, 4), vector(5));
        TopicSettings settings = new TopicSettings(
                TOPIC, OptionalLong.empty(), Optional.empty(), OptionalInt.of(1), Duration.ofSeconds(5));

        // when
        TopicRows rows = read(settings);

        // then
        assertThat(values(rows.data())).containsExactly(5);
    }

    @Test
    void shouldReadTheLastRecordsOfEachPartition() {
        // given
        topic.partition(0, vector(0));
        topic.partition(1, vector(10), vector(11), vector(12), vector(13));
        topic.partition(2, vector(20), vector(21), vector(22), vector(23), vector(24));

        // when
        TopicRows rows = read(TopicSettings.last(TOPIC, 6));

        // then
        assertThat(values(rows.data())).containsExactlyInAnyOrder(0, 11, 12, 13, 23, 24);
    }

    @Test
    void shouldReadTheRecordsSinceATime() {
        // given: one record a second
        topic.partition(0, vector(0), vector(1), vector(2), vector(3));
        topic.partition(1, vector(10));

        // when
        TopicRows rows = read(TopicSettings.since(TOPIC, Instant.ofEpochSecond(2)));

        // then
        assertThat(values(rows.data())).containsExactly(2, 3);
    }

    @Test
    void shouldSayThatThereIsNothingToLearnFrom() {
        // given
        topic.partition(0, new byte[] {1, 2, 3});

        // when / then
        assertThatThrownBy(() -> read(TopicSettings.all(TOPIC)))
                .isInstanceOf(DatasetException.class)
                .hasMessage("topic vectors: no usable vector in 1 records {UNREADABLE=1} (expected: vectors)");
    }

    @Test
    void shouldNameTheTopicThatAMisspeltOneWasMeantToBe() {
        // given
        topic.partition(0, vector(0));

        // when / then
        assertThatThrownBy(() -> read(TopicSettings.all("vektors")))
                .isInstanceOf(DatasetException.class)
                .hasMessage("topic vektors: not there (expected: a topic with vectors, perhaps vectors)");
    }

    @Test
    void shouldGiveUpOnABrokerThatSaysNothing() {
        // given: an end that is never reached
        topic.partition(0, vector(1, 2));
        topic.endsAt(0, 2);
        TopicSettings settings = new TopicSettings(
                TOPIC, OptionalLong.empty(), Optional.empty(), OptionalInt.empty(), Duration.ofMillis(1));

        // when / then
        assertThatThrownBy(() -> read(settings))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("nothing more for PT0.001S");
    }

    private TopicRows read(TopicSettings settings) {
        VectorReader reader = VectorReader.of(VectorFormat.RAW, VectorReader.DEFAULT_FIELD, null);
        try (TopicSource source = new TopicSource(topic, reader)) {
            return source.read(settings);
        }
    }

    private static byte[] vector(float... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return bytes.array();
    }

    private static float[] values(Dataset data) {
        float[] values = new float[data.rows() * data.dim()];
        data.read(0, data.rows(), values);
        return values;
    }

    /** Records that get their offset as their time in seconds. */
    private static final class FakeTopic extends MockConsumer<byte[], byte[]> {

        private final Map<TopicPartition, byte[][]> records = new HashMap<>();
        private final Map<TopicPartition, Long> ends = new HashMap<>();

        FakeTopic() {
            super("earliest");
        }

        void partition(int number, byte[]... values) {
            TopicPartition partition = new TopicPartition(TOPIC, number);
            records.put(partition, values);
            ends.put(partition, (long) values.length);
            updateBeginningOffsets(Map.of(partition, 0L));
            updatePartitions(
                    TOPIC,
                    records.keySet().stream()
                            .map(p -> new PartitionInfo(TOPIC, p.partition(), NODE, new Node[0], new Node[0]))
                            .toList());
            updateEndOffsets(ends);
        }

        void endsAt(int number, long end) {
            ends.put(new TopicPartition(TOPIC, number), end);
            updateEndOffsets(ends);
        }

        @Override
        public synchronized List<PartitionInfo> partitionsFor(String topic, Duration timeout) {
            return TOPIC.equals(topic) ? super.partitionsFor(topic, timeout) : List.of();
        }

        @Override
        public synchronized Map<TopicPartition, OffsetAndTimestamp> offsetsForTimes(Map<TopicPartition, Long> times) {
            Map<TopicPartition, OffsetAndTimestamp> found = new HashMap<>();
            times.forEach((partition, millis) -> {
                long offset = millis / 1000;
                found.put(
                        partition,
                        offset < records.get(partition).length ? new OffsetAndTimestamp(offset, offset * 1000) : null);
            });
            return found;
        }

        @Override
        public synchronized void assign(Collection<TopicPartition> partitions) {
            super.assign(partitions);
            records.forEach((partition, values) -> {
                for (int offset = 0; offset < values.length; offset++) {
                    addRecord(new ConsumerRecord<>(TOPIC, partition.partition(), offset, null, values[offset]));
                }
            });
        }
    }
}
