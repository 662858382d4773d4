package dev.narrows.laboratory.codec;

import dev.narrows.stream.batch.Batch;
import dev.narrows.stream.batch.Packing;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;

/** Packs the records of a poll into one, and takes them out again. For JMH. */
@State(Scope.Thread)
@Threads(1)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class BatchBenchmark {

    private static final TopicPartition PARTITION = new TopicPartition("vectors", 0);
    private static final RecordMetadata METADATA = new RecordMetadata() {
        @Override
        public String topic() {
            return PARTITION.topic();
        }

        @Override
        public int partition() {
            return PARTITION.partition();
        }

        @Override
        public long offset() {
            return 0;
        }
    };

    /** Records of a batch. */
    @Param({"1000"})
    public int rows;

    private ConsumerRecords<byte[], ByteBuffer> polled = ConsumerRecords.empty();
    private Record<byte[], byte[]> packed = new Record<>(new byte[0], new byte[0], 0);

    /** Made by JMH. */
    public BatchBenchmark() {}

    /** Makes the records of a poll. */
    @Setup
    public void prepare() {
        int dim = CodecFolder.model().manifest().getInputDim();
        byte[][] values = CodecFolder.rawValues(dim);
        List<ConsumerRecord<byte[], ByteBuffer>> records = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            records.add(record(i, values[i % values.length]));
        }
        polled = new ConsumerRecords<>(Map.of(PARTITION, records), Map.of());
        ConsumerRecord<byte[], byte[]> one = pack().records(PARTITION).get(0);
        packed = new Record<>(one.key(), one.value(), one.timestamp(), one.headers());
        if (unpack() != (rows - 1L) * rows / 2) {
            throw new IllegalStateException("offsets: not those that were packed (expected: the same)");
        }
    }

    /** A poll of one partition. */
    @Benchmark
    public ConsumerRecords<byte[], byte[]> pack() {
        return Packing.pack(polled);
    }

    /** A batch, each record looked at: the sum of their offsets. */
    @Benchmark
    public long unpack() {
        long sum = 0;
        for (ConsumerRecord<byte[], ByteBuffer> record :
                Batch.unpack(packed, METADATA).records()) {
            sum += record.offset();
        }
        return sum;
    }

    private static ConsumerRecord<byte[], ByteBuffer> record(long offset, byte[] value) {
        byte[] key = Long.toString(offset).getBytes(StandardCharsets.UTF_8);
        return new ConsumerRecord<>(
                PARTITION.topic(),
                PARTITION.partition(),
                offset,
                offset,
                TimestampType.CREATE_TIME,
                key.length,
                value.length,
                key,
                ByteBuffer.wrap(value),
                new RecordHeaders(),
                Optional.empty());
    }
}
