package dev.narrows.laboratory.rate;

import dev.narrows.trainer.codec.Codec;
import dev.narrows.trainer.dataset.Dataset;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.record.internal.CompressionType;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.Record;
import org.apache.kafka.common.record.internal.SimpleRecord;

/**
 * What codes cost, on one core: the fastest of several passes over some rows, in batches of {@value #BATCH} as the service
 * makes them. The fastest, because whatever else the machine does only ever adds.
 *
 * @param encodeMicros microseconds from a row to its code, 0 or more
 * @param decodeMicros microseconds from a code to its row, 0 or more
 */
record CodecTime(double encodeMicros, double decodeMicros) {
    private static final int BATCH = 256;
    /** That are timed. */
    static final int MOST_ROWS = 4 * BATCH;

    private static final int LEAST_PASSES = 5;
    private static final long ENOUGH_NANOS = TimeUnit.MILLISECONDS.toNanos(300);

    /** Checks ranges. */
    CodecTime {
        if (!(encodeMicros >= 0)) {
            throw new IllegalArgumentException("encodeMicros: " + encodeMicros + " (expected: >= 0)");
        }
        if (!(decodeMicros >= 0)) {
            throw new IllegalArgumentException("decodeMicros: " + decodeMicros + " (expected: >= 0)");
        }
    }

    /** Of a codec, on the first rows of {@code rows}. */
    static CodecTime of(Codec codec, Dataset rows) {
        int count = Math.min(rows.rows(), MOST_ROWS);
        int batches = (count + BATCH - 1) / BATCH;
        float[][] values = new float[batches][];
        byte[][] codes = new byte[batches][];
        for (int i = 0; i < batches; i++) {
            int some = size(i, count);
            values[i] = new float[some * rows.dim()];
            codes[i] = new byte[some * codec.codeBytes()];
            rows.read(i * BATCH, some, values[i]);
        }
        float[] back = new float[BATCH * rows.dim()];
        double encode = fastest(batches, i -> codec.encode(values[i], size(i, count), codes[i]));
        double decode = fastest(batches, i -> codec.decode(codes[i], size(i, count), back));
        return new CodecTime(encode / count, decode / count);
    }

    /** Of a producer's compression: record values into a batch, and out of it as a consumer takes them. */
    static CodecTime of(List<byte[]> values, CompressionType type) {
        Compression compression = Compression.of(type).build();
        int count = Math.min(values.size(), MOST_ROWS);
        SimpleRecord[][] records = IntStream.range(0, (count + BATCH - 1) / BATCH)
                .mapToObj(i -> values.subList(i * BATCH, i * BATCH + size(i, count)).stream()
                        .map(SimpleRecord::new)
                        .toArray(SimpleRecord[]::new))
                .toArray(SimpleRecord[][]::new);
        MemoryRecords[] batches = new MemoryRecords[records.length];
        double encode = fastest(records.length, i -> batches[i] = MemoryRecords.withRecords(compression, records[i]));
        double decode = fastest(records.length, i -> {
            for (Record record : batches[i].records()) {
                record.value().get(new byte[record.valueSize()]);
            }
        });
        return new CodecTime(encode / count, decode / count);
    }

    private static int size(int batch, int count) {
        return Math.min(BATCH, count - batch * BATCH);
    }

    private interface Batch {
        void run(int number);
    }

    /** Microseconds of the fastest pass over all batches; the first passes are there for the compiler. */
    private static double fastest(int batches, Batch batch) {
        long fastest = Long.MAX_VALUE;
        long start = System.nanoTime();
        for (int pass = 0; pass < LEAST_PASSES || System.nanoTime() - start < ENOUGH_NANOS; pass++) {
            long from = System.nanoTime();
            for (int i = 0; i < batches; i++) {
                batch.run(i);
            }
            fastest = Math.min(fastest, System.nanoTime() - from);
        }
        return fastest / 1e3;
    }
}
