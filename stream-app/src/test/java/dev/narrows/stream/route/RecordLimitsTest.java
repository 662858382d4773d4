package dev.narrows.stream.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.narrows.stream.fixture.Inputs;
import java.nio.ByteBuffer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.internal.AbstractRecords;
import org.apache.kafka.common.record.internal.RecordBatch;
import org.junit.jupiter.api.Test;

class RecordLimitsTest {

    @Test
    void shouldCountKeyHeadersAndValue() {
        // given
        RecordLimits limits = new RecordLimits(2_000, 2_000);
        ConsumerRecord<byte[], ByteBuffer> record = Inputs.record(0, Inputs.raw(1));

        // when, then
        assertThat(limits.takesResults(record, 1_000)).isTrue();
        assertThat(limits.takesResults(record, 2_000)).isFalse();
        record.headers().add("h", new byte[1_000]);
        assertThat(limits.takesResults(record, 1_000)).isFalse();
        assertThat(limits.takesLetter(new byte[1_000], 500, new RecordHeaders()))
                .isTrue();
        assertThat(limits.takesLetter(new byte[1_000], 1_000, new RecordHeaders()))
                .isFalse();
        assertThat(limits.takesLetter(null, 0, new RecordHeaders())).isTrue();
    }

    @Test
    void shouldNeverCountLessThanKafkaDoes() {
        // given
        byte[] value = new byte[100_000];
        RecordHeaders headers = new RecordHeaders();
        for (int i = 0; i < 50; i++) {
            headers.add("hädër" + i, new byte[i]);
        }
        int kafka = AbstractRecords.estimateSizeInBytesUpperBound(
                RecordBatch.CURRENT_MAGIC_VALUE, Compression.NONE.type(), null, value, headers.toArray());

        // when
        boolean taken = new RecordLimits(0, kafka - 1).takesLetter(null, value.length, headers);

        // then
        assertThat(taken).isFalse();
    }
}
