package dev.narrows.stream.topology;

import dev.narrows.stream.batch.Batch;
import dev.narrows.stream.encode.BatchEncoder;
import dev.narrows.stream.encode.ModelSlot;
import dev.narrows.stream.route.BatchTally;
import dev.narrows.stream.route.Outgoing;
import dev.narrows.stream.route.RouteFormats;
import dev.narrows.stream.route.Router;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * Takes a batch all the way within one call: unpack, encode, forward every result. Nothing is held back between calls,
 * so whatever Streams commits is complete, and exactly-once needs nothing more. One for each task.
 */
final class EncodeProcessor implements Processor<byte[], byte[], byte[], Outgoing> {

    private final ModelSlot models;
    private final RouteFormats formats;
    private final BatchListener listener;
    private final BatchTally tally = new BatchTally();
    private ProcessorContext<byte[], Outgoing> context;
    private Router router;

    EncodeProcessor(ModelSlot models, RouteFormats formats, BatchListener listener) {
        this.models = models;
        this.formats = formats;
        this.listener = listener;
    }

    @Override
    public void init(ProcessorContext<byte[], Outgoing> newContext) {
        context = newContext;
        router = new Router(newContext, formats);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        RecordMetadata from = context.recordMetadata().orElseThrow();
        List<ConsumerRecord<byte[], byte[]>> batch = Batch.unpack(record, from);
        tally.begin();
        try (BatchEncoder encoder = models.borrow()) {
            encoder.encode(batch, slice -> router.route(slice, batch, record.timestamp(), tally));
        }
        listener.batchDone(tally);
    }
}
