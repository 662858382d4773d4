package dev.narrows.schemas.topic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.errors.CorruptRecordException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.record.internal.CompressionType;
import org.apache.kafka.common.record.internal.DefaultRecordBatch;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.MutableRecordBatch;
import org.apache.kafka.common.record.internal.SimpleRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BoundedBatchTest {

    private static final TopicPartition PARTITION = new TopicPartition("vectors", 3);
    private static final long FIRST = 100;

    @ParameterizedTest
    @EnumSource(CompressionType.class)
    void shouldReadWhatAConsumerWouldSee(CompressionType type) {
        // given
        Header header = new RecordHeader("from", bytes("pump"));
        MutableRecordBatch batch = batch(
                Compression.of(type).build(),
                new SimpleRecord(1_000, bytes("a"), bytes("first"), new Header[] {header}),
                new SimpleRecord(1_007, null, bytes("second")),
                new SimpleRecord(1_003, bytes("c"), null, new Header[] {new RecordHeader("empty", null)}));
        BoundedBatch decoder = new BoundedBatch(PARTITION, FIRST, 10);

        // when
        boolean whole = decoder.read(batch);

        // then
        assertThat(whole).isTrue();
        assertThat(decoder.next()).isEqualTo(FIRST + 3);
        assertThat(decoder.records()).hasSize(3).allSatisfy(record -> {
            assertThat(record.topic()).isEqualTo("vectors");
            assertThat(record.partition()).isEqualTo(3);
            assertThat(record.timestampType()).isEqualTo(TimestampType.CREATE_TIME);
        });
        assertThat(decoder.records()).extracting(ConsumerRecord::offset).containsExactly(FIRST, FIRST + 1, FIRST + 2);
        assertThat(decoder.records()).extracting(ConsumerRecord::timestamp).containsExactly(1_000L, 1_007L, 1_003L);
        assertThat(decoder.records()).extracting(ConsumerRecord::key).containsExactly(bytes("a"), null, bytes("c"));
        assertThat(decoder.records())
                .extracting(ConsumerRecord::value)
                .containsExactly(bytes("first"), bytes("second"), null);
        assertThat(decoder.records().get(0).headers()).containsExactly(header);
        assertThat(decoder.records().get(2).headers().lastHeader("empty").value())
                .isNull();
        assertThat(decoder.records().get(0).serializedValueSize()).isEqualTo(5);
        assertThat(decoder.records()).noneMatch(BoundedConsumer::isLeftOut);
    }

    @Test
    void shouldLeaveOutAValueThatIsTooLargeAndGoOnBehindIt() {
        // given
        int large = BoundedBatch.MAX_RECORD + 1;
        MutableRecordBatch batch = batch(
                Compression.gzip().build(),
                new SimpleRecord(7, bytes("bomb"), new byte[large], new Header[] {new RecordHeader("x", bytes("y"))}),
                new SimpleRecord(8, bytes("b"), bytes("small")));
        BoundedBatch decoder = new BoundedBatch(PARTITION, FIRST, 10);

        // when
        boolean whole = decoder.read(batch);

        // then
        assertThat(whole).isTrue();
        ConsumerRecord<byte[], byte[]> bomb = decoder.records().get(0);
        assertThat(BoundedConsumer.isLeftOut(bomb)).isTrue();
        assertThat(bomb.serializedValueSize()).isEqualTo(large);
        assertThat(bomb.key()).isEqualTo(bytes("bomb"));
        assertThat(bomb.timestamp()).isEqualTo(7);
        assertThat(bomb.headers()).isEmpty();
        assertThat(decoder.records().get(1).value()).isEqualTo(bytes("small"));
    }

    @Test
    void shouldLeaveOutAKeyThatIsTooLarge() {
        // given
        MutableRecordBatch batch = batch(
                Compression.gzip().build(), new SimpleRecord(7, new byte[BoundedBatch.MAX_RECORD], bytes("value")));
        BoundedBatch decoder = new BoundedBatch(PARTITION, FIRST, 10);

        // when
        decoder.read(batch);

        // then
        assertThat(decoder.records().get(0).key()).isNull();
        assertThat(BoundedConsumer.isLeftOut(decoder.records().get(0))).isTrue();
    }

    @Test
    void shouldSayThatSomethingWasLeftOutOfATombstoneWithTooLargeHeaders() {
        // given
        Header large = new RecordHeader("large", new byte[BoundedBatch.MAX_RECORD]);
        MutableRecordBatch batch =
                batch(Compression.gzip().build(), new SimpleRecord(7, bytes("key"), null, new Header[] {large}));
        BoundedBatch decoder = new BoundedBatch(PARTITION, FIRST, 10);

        // when
        decoder.read(batch);

        // then: what is read again is no tombstone
        assertThat(decoder.records().get(0).key()).isEqualTo(bytes("key"));
        assertThat(BoundedConsumer.isLeftOut(decoder.records().get(0))).isTrue();
    }

    @Test
    void shouldStopAtTheMostRecords() {
        // given
        BoundedBatch decoder = new BoundedBatch(PARTITION, FIRST, 2);

        // when
        boolean whole = decoder.read(batch(Compression.NONE, record("a"), record("b"), record("c")));

        // then: the third comes with the next fetch
        assertThat(whole).isFalse();
        assertThat(decoder.records()).hasSize(2);
        assertThat(decoder.next()).isEqualTo(FIRST + 2);
    }

    @Test
    void shouldStopOnceItHoldsEnough() {
        // given
        byte[] value = new byte[BoundedBatch.MAX_HELD / 4];
        List<SimpleRecord> records = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            records.add(new SimpleRecord(i, null, value));
        }
        BoundedBatch decoder = new BoundedBatch(PARTITION, FIRST, 10);

        // when
        boolean whole = decoder.read(batch(Compression.gzip().build(), records.toArray(SimpleRecord[]::new)));

        // then
        assertThat(whole).isFalse();
        assertThat(decoder.records()).hasSize(4);
        assertThat(decoder.next()).isEqualTo(FIRST + 4);
    }

    @Test
    void shouldLeaveOutRecordsBeforeTheOneThatIsWanted() {
        // given
        BoundedBatch decoder = new BoundedBatch(PARTITION, FIRST + 1, 10);

        // when
        decoder.read(batch(Compression.NONE, record("a"), record("b"), record("c")));

        // then
        assertThat(decoder.records()).extracting(ConsumerRecord::offset).containsExactly(FIRST + 1, FIRST + 2);
    }

    @Test
    void shouldPassOverABatchAndNeverGoBack() {
        // given
        BoundedBatch decoder = new BoundedBatch(PARTITION, FIRST, 10);

        // when
        decoder.pass(batch(Compression.NONE, record("a"), record("b")));
        long behind = decoder.next();
        BoundedBatch further = new BoundedBatch(PARTITION, FIRST + 50, 10);
        further.pass(batch(Compression.NONE, record("a")));

        // then
        assertThat(behind).isEqualTo(FIRST + 2);
        assertThat(decoder.records()).isEmpty();
        assertThat(further.next()).isEqualTo(FIRST + 50);
    }

    @Test
    void shouldStampRecordsAsTheBrokerDidWhereThatIsTheTopicsRule() {
        // given
        MutableRecordBatch batch = batch(Compression.NONE, record("a"));
        batch.setMaxTimestamp(TimestampType.LOG_APPEND_TIME, 5_000);
        BoundedBatch decoder = new BoundedBatch(PARTITION, FIRST, 10);

        // when
        decoder.read(batch);

        // then
        assertThat(decoder.records().get(0).timestamp()).isEqualTo(5_000);
        assertThat(decoder.records().get(0).timestampType()).isEqualTo(TimestampType.LOG_APPEND_TIME);
    }

    @Test
    void shouldNameABatchThatIsNotReadable() {
        // given: the length of the key, behind length, attributes and deltas of the record, is beyond its end
        ByteBuffer bytes = MemoryRecords.withRecords(FIRST, Compression.NONE, record("abc"))
                .buffer();
        bytes.put(DefaultRecordBatch.RECORD_BATCH_OVERHEAD + 4, (byte) 0x7e);
        MutableRecordBatch batch =
                MemoryRecords.readableRecords(bytes).batches().iterator().next();

        // when, then
        assertThatThrownBy(() -> new BoundedBatch(PARTITION, FIRST, 10).read(batch))
                .isInstanceOf(CorruptRecordException.class)
                .hasMessageStartingWith("batch of vectors-3 at 100: ");
    }

    private static SimpleRecord record(String value) {
        return new SimpleRecord(1_000, bytes("key"), bytes(value));
    }

    private static MutableRecordBatch batch(Compression compression, SimpleRecord... records) {
        return MemoryRecords.withRecords(FIRST, compression, records)
                .batches()
                .iterator()
                .next();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
