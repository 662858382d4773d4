package dev.narrows.stream.encode;

import dev.narrows.schemas.encode.Corrections;
import dev.narrows.schemas.onnx.Encoder;
import dev.narrows.stream.compare.PairRun;
import dev.narrows.stream.compare.Sample;
import java.nio.ByteBuffer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** What one workspace tries a candidate with. For one thread at a time. */
final class Trial implements AutoCloseable {

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
    Trial(Split split, Sample sample, Encoder encoder, @Nullable Corrections corrections, PairRun pairs) {
        this.split = split;
        this.sample = sample;
        this.encoder = encoder;
        this.corrections = corrections;
        this.pairs = pairs;
    }

    /** Whether it encodes anything. */
    boolean isCanary() {
        return split.percent() > 0;
    }

    /** Whether it encodes a record. */
    boolean takes(ConsumerRecord<byte[], ?> record) {
        return split.takes(record);
    }

    Encoder encoder() {
        return encoder;
    }

    @Nullable
    Corrections corrections() {
        return corrections;
    }

    /** Takes in a row that was read, if it is one of the sample. */
    void sample(ConsumerRecord<byte[], ?> record, ByteBuffer input, int row) {
        if (sample.takes(record.partition(), record.offset())) {
            pairs.add(input, row);
        }
    }

    PairRun pairs() {
        return pairs;
    }

    @Override
    public void close() {
        encoder.close();
        pairs.close();
    }
}
