package dev.narrows.schemas.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RecentRecordsTest {

    private static final Node NODE = new Node(0, "localhost", 9092);
    private static final TopicPartition FIRST = new TopicPartition("alerts", 0);
    private static final TopicPartition SECOND = new TopicPartition("alerts", 1);

    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("latest");
    private final RecentRecords recent = new RecentRecords(consumer, "alerts", 100);
    private final List<String> handed = new ArrayList<>();

    @BeforeEach
    void twoPartitionsWithThreeRecordsEach() {
        consumer.updatePartitions("alerts", List.of(info(FIRST), info(SECOND)));
        consumer.updateBeginningOffsets(Map.of(FIRST, 0L, SECOND, 0L));
        consumer.updateEndOffsets(Map.of(FIRST, 3L, SECOND, 3L));
        recent.look(record -> handed.add(name(record)));
        assertThat(handed).isEmpty();
    }

    @Test
    void shouldHandOverAgainWhatItsReaderFailedAt() {
        // given
        add();

        // when
        assertThatThrownBy(() -> recent.look(record -> {
                    if (handed.size() == 2) {
                        throw new IllegalStateException("registry: away");
                    }
                    handed.add(name(record));
                }))
                .hasMessage("registry: away");
        add();
        recent.look(record -> handed.add(name(record)));

        // then: each once
        assertThat(handed).containsExactlyInAnyOrder("0:0", "0:1", "0:2", "1:0", "1:1", "1:2");
    }

    @Test
    void shouldHandOverNothingTwice() {
        // given
        add();

        // when
        recent.look(record -> handed.add(name(record)));
        recent.look(record -> handed.add(name(record)));

        // then
        assertThat(handed).hasSize(6).doesNotHaveDuplicates();
    }

    /** MockConsumer gives away what it holds; what was sought back has to be put there again. */
    private void add() {
        for (TopicPartition partition : List.of(FIRST, SECOND)) {
            for (long offset = consumer.position(partition); offset < 3; offset++) {
                consumer.addRecord(new ConsumerRecord<>("alerts", partition.partition(), offset, null, new byte[] {1}));
            }
        }
    }

    private static String name(ConsumerRecord<byte[], byte[]> record) {
        return record.partition() + ":" + record.offset();
    }

    private static PartitionInfo info(TopicPartition partition) {
        return new PartitionInfo(partition.topic(), partition.partition(), NODE, new Node[] {NODE}, new Node[] {NODE});
    }
}
