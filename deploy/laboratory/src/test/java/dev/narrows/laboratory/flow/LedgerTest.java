package dev.narrows.laboratory.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class LedgerTest {

    private static final Numbered NUMBERED = new Numbered(1_000_000, 10, 2);

    private final Ledger ledger = new Ledger(NUMBERED);

    @Test
    void shouldFindNothingWhereEachComesOnceInOrder() {
        // when
        saw(0, 1, 2, 4, 3, 5);

        // then
        assertThat(ledger.distinct()).isEqualTo(6);
        assertThat(ledger.duplicated()).isZero();
        assertThat(ledger.reordered()).isZero();
        assertThat(ledger.changed()).isZero();
    }

    @Test
    void shouldCountWhatCameBefore() {
        // when
        saw(0, 2, 2, 0);

        // then
        assertThat(ledger.distinct()).isEqualTo(2);
        assertThat(ledger.duplicated()).isEqualTo(2);
        assertThat(ledger.reordered()).isZero();
    }

    @Test
    void shouldCountWhatComesAfterALaterOneOfItsPartition() {
        // when
        saw(0, 4, 2, 1);

        // then
        assertThat(ledger.distinct()).isEqualTo(4);
        assertThat(ledger.reordered()).isEqualTo(1);
    }

    @Test
    void shouldCountWhatHasAnotherPartitionTimeOrHeader() {
        // given
        ProducerRecord<byte[], byte[]> sent = NUMBERED.record("in", 3, new byte[0]);

        // when
        ledger.saw(result(sent, 0, sent.timestamp(), true));
        ledger.saw(result(NUMBERED.record("in", 5, new byte[0]), 1, sent.timestamp(), true));
        ledger.saw(result(NUMBERED.record("in", 7, new byte[0]), 1, 1_000_700, false));
        ledger.saw(result(NUMBERED.record("in", 9, new byte[0]), 1, 1_000_900, true));

        // then
        assertThat(ledger.changed()).isEqualTo(3);
        assertThat(ledger.distinct()).isEqualTo(4);
    }

    private void saw(long... numbers) {
        for (long number : numbers) {
            ProducerRecord<byte[], byte[]> sent = NUMBERED.record("in", number, new byte[0]);
            ledger.saw(result(sent, sent.partition(), sent.timestamp(), true));
        }
    }

    private static ConsumerRecord<byte[], byte[]> result(
            ProducerRecord<byte[], byte[]> sent, int partition, long timestamp, boolean headers) {
        ConsumerRecord<byte[], byte[]> result = new ConsumerRecord<>(
                "out",
                partition,
                0,
                timestamp,
                TimestampType.CREATE_TIME,
                -1,
                -1,
                sent.key(),
                sent.value(),
                sent.headers(),
                Optional.empty());
        if (!headers) {
            result.headers().remove("bench-number");
        }
        return result;
    }
}
