package dev.narrows.stream.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.narrows.stream.fixture.Inputs;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class PackingInterceptorTest {

    private static final TopicPartition PARTITION = new TopicPartition(Inputs.TOPIC, 0);

    private final PackingInterceptor interceptor = new PackingInterceptor();

    @Test
    void shouldPackRecordsWithTheirValuesAsTheyLie() {
        // given
        ConsumerRecord<byte[], byte[]> first = record(5, Inputs.raw(1));
        ConsumerRecord<byte[], byte[]> second = record(6, null);
        Map<TopicPartition, OffsetAndMetadata> next = Map.of(PARTITION, new OffsetAndMetadata(7));

        // when
        var packed = interceptor.onConsume(new ConsumerRecords<>(Map.of(PARTITION, List.of(first, second)), next));

        // then
        assertThat(packed.nextOffsets()).isEqualTo(next);
        assertThat(PackingTest.batch(packed, PARTITION))
                .satisfiesExactly(
                        record -> {
                            assertThat(record.value().array()).isSameAs(first.value());
                            assertThat(record)
                                    .usingRecursiveComparison()
                                    .ignoringFields("value")
                                    .isEqualTo(first);
                        },
                        record -> {
                            assertThat(record.value()).isNull();
                            assertThat(record).usingRecursiveComparison().isEqualTo(second);
                        });
    }

    @Test
    void shouldPassAllRecordsUnpackedWhenPackingFails() {
        // given
        var unusable = new ArrayList<>(Arrays.asList(record(0, Inputs.raw(1)), (ConsumerRecord<byte[], byte[]>) null));
        ConsumerRecords<byte[], byte[]> polled = new ConsumerRecords<>(Map.of(PARTITION, unusable), Map.of());

        // when
        var passed = interceptor.onConsume(polled);

        // then
        assertThat(passed).isSameAs(polled);
    }

    private static ConsumerRecord<byte[], byte[]> record(long offset, byte[] value) {
        return new ConsumerRecord<>(
                Inputs.TOPIC,
                0,
                offset,
                offset + 100,
                TimestampType.LOG_APPEND_TIME,
                1,
                value == null ? ConsumerRecord.NULL_SIZE : value.length,
                Inputs.bytes("k"),
                value,
                new RecordHeaders().add("trace", Inputs.bytes("t")),
                Optional.of(3));
    }
}
