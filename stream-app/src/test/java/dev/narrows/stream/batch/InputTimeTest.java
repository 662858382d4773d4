package dev.narrows.stream.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InputTimeTest {

    private final InputTime time = new InputTime(InstantSource.fixed(Instant.ofEpochMilli(900)));

    @ParameterizedTest
    @CsvSource({"100, 50, 100", "0, 50, 0", "-1, 50, 50", "-1, -1, 900"})
    void shouldBeTheRecordsOwnThenThePartitionsThenNow(long own, long partition, long expected) {
        // given
        ConsumerRecord<Object, Object> record = new ConsumerRecord<>(
                "t", 0, 0, own, TimestampType.CREATE_TIME, 0, 0, null, null, new RecordHeaders(), Optional.empty());

        // when
        long found = time.extract(record, partition);

        // then
        assertThat(found).isEqualTo(expected);
    }
}
