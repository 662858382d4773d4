package dev.narrows.stream.batch;

import static dev.narrows.stream.fixture.Inputs.record;
import static org.assertj.core.api.Assertions.assertThat;

import dev.narrows.stream.fixture.Inputs;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.Test;

class PackingTest {

    private static final TopicPartition FIRST = new TopicPartition(Inputs.TOPIC, 0);
    private static final TopicPartition SECOND = new TopicPartition(Inputs.TOPIC, 1);

    @Test
    void shouldPackTheRecordsOfEachPartitionIntoOne() {
        // given
        var first = List.of(record(0, 5, 10, Inputs.raw(1)), record(0, 6, 30, Inputs.raw(2)));
        var second = List.of(record(1, 8, 1, Inputs.raw(3)), record(1, 9, 2, null), record(1, 10, 3, Inputs.raw(4)));
        ConsumerRecords<byte[], ByteBuffer> polled = polled(Map.of(FIRST, first, SECOND, second));

        // when
        ConsumerRecords<byte[], byte[]> packed = Packing.pack(polled);

        // then
        assertThat(packed.partitions()).containsExactlyElementsOf(polled.partitions());
        assertThat(batch(packed, FIRST)).containsExactlyElementsOf(first);
        assertThat(batch(packed, SECOND)).containsExactlyElementsOf(second);
    }

    @Test
    void shouldStandForItsRecordsWithFirstOffsetLargestTimestampLastEpochAndAllBytes() {
        // given
        ConsumerRecord<byte[], ByteBuffer> last = record(0, 7, 20, Inputs.raw(1, 2, 3));
        var records = List.of(record(0, 5, 10, Inputs.raw(1)), record(0, 6, 30, Inputs.raw(2)), last);

        // when
        ConsumerRecord<byte[], byte[]> packed = Packing.pack(records);

        // then
        assertThat(packed.topic()).isEqualTo(Inputs.TOPIC);
        assertThat(packed.partition()).isZero();
        assertThat(packed.offset()).isEqualTo(5);
        assertThat(packed.timestamp()).isEqualTo(30);
        assertThat(packed.leaderEpoch()).isEqualTo(Optional.of(7));
        assertThat(packed.key()).isEmpty();
        assertThat(packed.value()).isEmpty();
        assertThat(packed.serializedKeySize()).isEqualTo(6);
        assertThat(packed.serializedValueSize()).isEqualTo(20);
    }

    @Test
    void shouldPackALoneRecordToo() {
        // given
        var alone = List.of(record(0, 3, 4, null));

        // when
        ConsumerRecord<byte[], byte[]> packed = Packing.pack(alone);

        // then
        assertThat(packed.offset()).isEqualTo(3);
        assertThat(packed.timestamp()).isEqualTo(4);
        assertThat(packed.serializedValueSize()).isZero();
    }

    @Test
    void shouldKeepTheNextOffsetsOfAPollEvenWithoutRecords() {
        // given
        Map<TopicPartition, OffsetAndMetadata> next = Map.of(FIRST, new OffsetAndMetadata(9, Optional.of(3), "m"));

        // when
        var some = Packing.pack(new ConsumerRecords<>(Map.of(FIRST, List.of(record(0, Inputs.raw(1)))), next));
        var none = Packing.pack(new ConsumerRecords<>(Map.of(), next));

        // then
        assertThat(some.nextOffsets()).isEqualTo(next);
        assertThat(none.nextOffsets()).isEqualTo(next);
        assertThat(none.isEmpty()).isTrue();
    }

    @Test
    void shouldLookLikeAnEmptyHeaderToWhoeverReadsIt() {
        // given
        var records = List.of(record(0, Inputs.raw(1)), record(1, Inputs.raw(2)));

        // when
        Header header = Packing.pack(records).headers().lastHeader(BatchHeader.KEY);

        // then
        assertThat(header).isInstanceOf(BatchHeader.class);
        assertThat(header.value()).isEmpty();
    }

    @Test
    void shouldBeInstalledAsTheClientsOfKafkaStreamsWithABufferThatCountsBatches() {
        // given
        Properties properties = new Properties();

        // when
        Packing.install(properties);

        // then
        assertThat(properties)
                .containsEntry("default.client.supplier", PackingClients.class.getName())
                .containsEntry("buffered.records.per.partition", 2)
                .containsEntry("default.timestamp.extractor", InputTime.class.getName())
                .doesNotContainKey("main.consumer.interceptor.classes");
    }

    @Test
    void shouldBeInstalledAsAnInterceptorWhereKafkaMakesTheConsumer() {
        // given
        Properties properties = new Properties();
        properties.put("group.protocol", "Streams");

        // when
        Packing.install(properties);

        // then
        assertThat(properties)
                .containsEntry("main.consumer.interceptor.classes", PackingInterceptor.class.getName())
                .containsEntry("buffered.records.per.partition", 2)
                .doesNotContainKey("default.client.supplier");
    }

    static List<ConsumerRecord<byte[], ByteBuffer>> batch(
            ConsumerRecords<byte[], byte[]> packed, TopicPartition partition) {
        Iterator<ConsumerRecord<byte[], byte[]>> one = packed.records(partition).iterator();
        Header header = one.next().headers().iterator().next();
        assertThat(one).isExhausted();
        return ((BatchHeader) header).records();
    }

    private static ConsumerRecords<byte[], ByteBuffer> polled(
            Map<TopicPartition, List<ConsumerRecord<byte[], ByteBuffer>>> records) {
        return new ConsumerRecords<>(new LinkedHashMap<>(records), Map.of());
    }
}
