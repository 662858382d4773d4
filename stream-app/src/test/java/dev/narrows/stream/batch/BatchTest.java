package dev.narrows.stream.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.narrows.stream.fixture.Inputs;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.junit.jupiter.api.Test;

class BatchTest {

    private static final RecordMetadata FROM = new RecordMetadata() {
        @Override
        public String topic() {
            return Inputs.TOPIC;
        }

        @Override
        public int partition() {
            return 4;
        }

        @Override
        public long offset() {
            return 44;
        }
    };

    @Test
    void shouldFindTheVeryRecordsThatWerePacked() {
        // given
        var records = List.of(Inputs.record(0, Inputs.raw(1)), Inputs.record(1, Inputs.raw(2)));
        ConsumerRecord<byte[], byte[]> packed = Packing.pack(records);

        // when
        var found = Batch.unpack(new Record<>(packed.key(), packed.value(), 0, packed.headers()), FROM);

        // then
        assertThat(found.records()).isSameAs(records);
    }

    @Test
    void shouldTakeARecordThatWasNotPackedForItself() {
        // given
        Headers headers = new RecordHeaders().add("a", Inputs.bytes("1")).add("b", null);
        Record<byte[], byte[]> alone = new Record<>(Inputs.bytes("k"), Inputs.bytes("v"), 12, headers);

        // when
        var found = Batch.unpack(alone, FROM);

        // then
        assertThat(found.records()).singleElement().satisfies(record -> {
            assertThat(record.topic()).isEqualTo(Inputs.TOPIC);
            assertThat(record.partition()).isEqualTo(4);
            assertThat(record.offset()).isEqualTo(44);
            assertThat(record.timestamp()).isEqualTo(12);
            assertThat(record.key()).isSameAs(alone.key());
            assertThat(record.value().array()).isSameAs(alone.value());
            assertThat(record.headers()).isEqualTo(headers);
        });
    }

    @Test
    void shouldNotTakeAForgedHeaderForABatch() {
        // given
        Headers forged = new RecordHeaders().add(BatchHeader.KEY, new byte[0]);

        // when
        var found = Batch.unpack(new Record<>(null, Inputs.bytes("v"), 0, forged), FROM);

        // then
        assertThat(found.records())
                .singleElement()
                .satisfies(record -> assertThat(Inputs.value(record)).isEqualTo(Inputs.bytes("v")));
    }

    @Test
    void shouldTakeATombstoneWithoutKey() {
        // when
        var found = Batch.unpack(new Record<>(null, null, 0), FROM);

        // then
        assertThat(found.records()).singleElement().satisfies(record -> {
            assertThat(record.key()).isNull();
            assertThat(record.value()).isNull();
        });
    }
}
