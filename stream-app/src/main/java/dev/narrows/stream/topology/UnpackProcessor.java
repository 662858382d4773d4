package dev.narrows.stream.topology;

import dev.narrows.stream.batch.Batch;
import org.apache.kafka.streams.processor.api.ContextualFixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Hands on a record as the batch that it stands for: to be encoded, and after that, where it is more than one record, to
 * leave its mark. Never the other way round: without a record cache the mark goes straight through, and would end what is
 * in work before this batch is.
 */
final class UnpackProcessor extends ContextualFixedKeyProcessor<byte[], byte[], Batch> {

    private final String work;
    private final String mark;

    /**
     * @param work node that batches go to
     * @param mark node that makes their marks
     */
    UnpackProcessor(String work, String mark) {
        this.work = work;
        this.mark = mark;
    }

    @Override
    public void process(FixedKeyRecord<byte[], byte[]> record) {
        Record<byte[], byte[]> polled =
                new Record<>(record.key(), record.value(), record.timestamp(), record.headers());
        Batch batch = Batch.unpack(polled, context().recordMetadata().orElseThrow());
        FixedKeyRecord<byte[], Batch> unpacked = record.withValue(batch);
        context().forward(unpacked, work);
        if (batch.size() > 1) {
            context().forward(unpacked, mark);
        }
    }
}
