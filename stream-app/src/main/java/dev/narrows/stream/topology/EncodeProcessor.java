package dev.narrows.stream.topology;

import dev.narrows.stream.batch.Batch;
import dev.narrows.stream.encode.BatchEncoder;
import dev.narrows.stream.encode.ModelsInService;
import dev.narrows.stream.encode.Slice;
import dev.narrows.stream.route.BatchTally;
import dev.narrows.stream.route.Outgoing;
import dev.narrows.stream.route.QualityFeed;
import dev.narrows.stream.route.RouteFormats;
import dev.narrows.stream.route.Router;
import java.time.Clock;
import java.util.Objects;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Encodes batches and forwards every result, in the order of the records. Slices of a batch may still be in work when a
 * call ends, so that the model runs while the stream thread polls; {@link Batch#COMMIT}, which comes before each commit,
 * ends that, so whatever Streams commits is complete, and the reports that count it are committed with it. Without
 * exactly-once, where commits are seldom and nobody waits for them to see a result, all of it ends within the call. One
 * for each task.
 */
final class EncodeProcessor implements Processor<byte[], Batch, byte[], Outgoing> {

    private final ModelsInService models;
    private final RouteFormats formats;
    private final BatchListener listener;
    private final boolean pipelined;
    private final BatchTally tally = new BatchTally();
    private final BatchEncoder.Listener onward = this::forward;
    private @Nullable BatchEncoder inWork;
    private @Nullable Router router;
    private @Nullable QualityFeed quality;

    /** @param pipelined whether slices may stay in work between two calls */
    EncodeProcessor(ModelsInService models, RouteFormats formats, BatchListener listener, boolean pipelined) {
        this.models = models;
        this.formats = formats;
        this.listener = listener;
        this.pipelined = pipelined;
    }

    @Override
    public void init(ProcessorContext<byte[], Outgoing> context) {
        quality = new QualityFeed(context, formats.quality(), Clock.systemUTC());
        router = new Router(context, formats, quality);
    }

    @Override
    public void process(Record<byte[], Batch> record) {
        Batch batch = record.value();
        if (inWork != null && (batch.isCommit() || !models.serves(inWork))) {
            finish(inWork);
        }
        if (batch.isCommit()) {
            Objects.requireNonNull(quality).report();
        } else {
            encode(batch);
        }
    }

    private void encode(Batch batch) {
        BatchEncoder encoder = inWork == null ? models.borrow() : inWork;
        inWork = encoder;
        encoder.encode(batch, onward);
        if (!pipelined || encoder.isIdle()) {
            finish(encoder);
        }
        // A record that comes alone leaves no mark, so its commit may come without one.
        if (batch.size() == 1 && inWork == null) {
            Objects.requireNonNull(quality).report();
        }
    }

    private void finish(BatchEncoder encoder) {
        encoder.finish(onward);
        close();
    }

    /** Gives up what is still in work: it was not committed, so it will be read again. */
    @Override
    public void close() {
        if (inWork != null) {
            inWork.close();
            inWork = null;
        }
    }

    private void forward(Slice slice) {
        if (slice.isFirst()) {
            tally.begin();
        }
        Objects.requireNonNull(router).route(slice, tally);
        if (slice.isLast()) {
            listener.batchDone(tally);
        }
    }
}
