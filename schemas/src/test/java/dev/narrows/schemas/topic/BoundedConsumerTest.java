package dev.narrows.schemas.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.LeaderNotAvailableException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class BoundedConsumerTest {

    private static final TopicPartition PARTITION = new TopicPartition("vectors", 0);

    private final Failing fetching = new Failing();
    private final Consumer<byte[], byte[]> bounded = BoundedConsumer.of(fetching, Map.of(), bytes -> bytes);

    @Test
    void shouldHandOnWhatItsConsumerPolls() {
        // given
        bounded.assign(List.of(PARTITION));
        fetching.updateBeginningOffsets(Map.of(PARTITION, 0L));
        fetching.addRecord(new ConsumerRecord<>("vectors", 0, 0, null, new byte[] {7}));

        // when
        ConsumerRecords<byte[], byte[]> polled = bounded.poll(Duration.ZERO);

        // then
        assertThat(polled.records(PARTITION)).hasSize(1);
        assertThat(bounded.position(PARTITION)).isEqualTo(1);
    }

    @Test
    void shouldThrowWhatItsConsumerThrows() {
        // given
        bounded.assign(List.of(PARTITION));
        fetching.failure = new WakeupException();

        // when, then
        assertThatThrownBy(() -> bounded.poll(Duration.ZERO)).isSameAs(fetching.failure);
    }

    @Test
    void shouldThrowTheErrorWhereNothingCanBeFetchedInstead() {
        // given
        fetching.failure = new StackOverflowError("as asked");
        assertThatThrownBy(() -> bounded.poll(Duration.ZERO)).isSameAs(fetching.failure);

        // when: without a partition there is nothing to fetch again
        fetching.failure = new OutOfMemoryError("as asked");

        // then
        assertThatThrownBy(() -> polled(bounded)).hasMessage("as asked");
    }

    @Test
    void shouldTellARecordThatWasLeftOutFromATombstone() {
        assertThat(BoundedConsumer.isLeftOut(sized(null, 17))).isTrue();
        assertThat(BoundedConsumer.isLeftOut(sized(null, ConsumerRecord.NULL_SIZE)))
                .isFalse();
        assertThat(BoundedConsumer.isLeftOut(sized(new byte[17], 17))).isFalse();
    }

    @Test
    void shouldAskTheLeaderOfThePartition() {
        // given
        Node other = new Node(1, "one", 9092);
        Node leader = new Node(2, "two", 9092);
        List<PartitionInfo> partitions = Arrays.asList(info(1, other), info(0, leader));

        // when, then
        assertThat(BoundedFetch.leader(partitions, PARTITION)).isSameAs(leader);
        assertThatThrownBy(() -> BoundedFetch.leader(List.of(info(0, null)), PARTITION))
                .isInstanceOf(LeaderNotAvailableException.class)
                .hasMessage("vectors-0: no leader (expected: one)");
    }

    /** JUnit takes an OutOfMemoryError for its own. */
    private static void polled(Consumer<byte[], byte[]> consumer) {
        try {
            consumer.poll(Duration.ZERO);
        } catch (OutOfMemoryError e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    private static PartitionInfo info(int partition, Node leader) {
        return new PartitionInfo("vectors", partition, leader, new Node[0], new Node[0]);
    }

    private static ConsumerRecord<byte[], byte[]> sized(byte[] value, int size) {
        return new ConsumerRecord<>(
                "vectors",
                0,
                0,
                0,
                TimestampType.CREATE_TIME,
                0,
                size,
                null,
                value,
                new RecordHeaders(),
                Optional.empty());
    }

    private static final class Failing extends MockConsumer<byte[], byte[]> {

        private Throwable failure;

        Failing() {
            super("earliest");
        }

        @Override
        public synchronized ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
            if (failure instanceof Error error) {
                throw error;
            }
            if (failure instanceof RuntimeException exception) {
                throw exception;
            }
            return super.poll(timeout);
        }
    }
}
