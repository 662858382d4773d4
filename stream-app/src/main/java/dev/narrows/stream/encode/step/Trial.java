package dev.narrows.stream.encode.step;

import dev.narrows.schemas.encode.Corrections;
import dev.narrows.schemas.onnx.Encoder;
import dev.narrows.stream.compare.PairRun;
import dev.narrows.stream.compare.Sample;
import java.nio.ByteBuffer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** What one workspace tries a candidate with. For one thread at a time. */
public final class Trial implements AutoCloseable {

    private final Split split;
    private final Sample sample;
    private final Encoder encoder;
    private final @Nullable Corrections corrections;
    private final PairRun pairs;

    /**
     * @param encoder of the candidate
     * @param corrections of the candidate; null where codes are kept
     * @param pairs on both versions
     */
    public Trial(Split split, Sample sample, Encoder encoder, @Nullable Corrections corrections, PairRun pairs) {
        this.split = split;
        this.sample = sample;
        this.encoder = encoder;
        this.corrections = corrections;
        this.pairs = pairs;
    }

    /** Whether it encodes anything. */
    public boolean isCanary() {
        return split.percent() > 0;
    }

    /** Whether it encodes a record. */
    public boolean takes(ConsumerRecord<byte[], ?> record) {
        return split.takes(record);
    }

    public Encoder encoder() {
        return encoder;
    }

    @Nullable
    public Corrections corrections() {
        return corrections;
    }

    /** Takes in a row that was read, if it is one of the sample. */
    public void sample(ConsumerRecord<byte[], ?> record, ByteBuffer input, int row) {
        if (sample.takes(record.partition(), record.offset())) {
            pairs.add(input, row);
        }
    }

    public PairRun pairs() {
        return pairs;
    }

    @Override
    public void close() {
        encoder.close();
        pairs.close();
    }
}
