package dev.narrows.stream.topology;

import dev.narrows.stream.batch.Batch;
import org.apache.kafka.streams.processor.api.ContextualFixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;
import org.apache.kafka.streams.processor.api.Record;

/** Hands on a record as the batch that it stands for. */
final class UnpackProcessor extends ContextualFixedKeyProcessor<byte[], byte[], Batch> {

    @Override
    public void process(FixedKeyRecord<byte[], byte[]> record) {
        Record<byte[], byte[]> polled =
                new Record<>(record.key(), record.value(), record.timestamp(), record.headers());
        Batch batch = Batch.unpack(polled, context().recordMetadata().orElseThrow());
        context().forward(record.withValue(batch));
    }
}
