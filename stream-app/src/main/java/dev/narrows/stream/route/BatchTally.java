package dev.narrows.stream.route;

import dev.narrows.schemas.vector.value.Reason;
import dev.narrows.stream.encode.Encoded;
import dev.narrows.stream.encode.Slice;
import java.util.Arrays;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What one batch came to: counted record by record in plain fields, told once a batch. For the thread that works on the
 * batch; whoever is told reads it before returning, and keeps numbers, never the tally.
 */
public final class BatchTally {

    private static final int REASONS = Reason.values().length;

    private final int[] rejected = new int[REASONS];
    private int records;
    private int latents;
    private int alerts;
    private int unexplained;
    private int inhibited;
    private int runs;
    private int rows;
    private long bytesIn;
    private long bytesOut;
    private long encodeNanos;
    private long oldestTimestamp;

    /** Forgets the batch before. */
    public void begin() {
        Arrays.fill(rejected, 0);
        records = 0;
        latents = 0;
        alerts = 0;
        unexplained = 0;
        inhibited = 0;
        runs = 0;
        rows = 0;
        bytesIn = 0;
        bytesOut = 0;
        encodeNanos = 0;
        oldestTimestamp = Long.MAX_VALUE;
    }

    void countRecord(ConsumerRecord<byte[], ?> record, long timestamp) {
        records++;
        bytesIn += Math.max(0, record.serializedValueSize());
        oldestTimestamp = Math.min(oldestTimestamp, timestamp);
    }

    void countRun(Slice slice) {
        for (Encoded version : slice.versions()) {
            if (version.rows() > 0) {
                runs++;
                rows += version.rows();
                encodeNanos += version.runNanos();
            }
        }
    }

    void countLatent(int valueBytes) {
        latents++;
        bytesOut += valueBytes;
    }

    void countAlert() {
        alerts++;
    }

    void countInhibited() {
        inhibited++;
    }

    void countUnexplained() {
        unexplained++;
    }

    void countRejected(Reason reason) {
        rejected[reason.ordinal()]++;
    }

    /** Records of the batch. */
    public int records() {
        return records;
    }

    /** Latents written, those of anomalous vectors among them. */
    public int latents() {
        return latents;
    }

    /** Alerts written. */
    public int alerts() {
        return alerts;
    }

    /** Alerts that go without contributions, because these would have taken too much time. */
    public int unexplained() {
        return unexplained;
    }

    /** Anomalies that do not alert, because they are nothing but a feature's drift. */
    public int inhibited() {
        return inhibited;
    }

    /** Dead letters written for a reason. */
    public int rejected(Reason reason) {
        return rejected[reason.ordinal()];
    }

    /** Times the model ran. */
    public int runs() {
        return runs;
    }

    /** Rows that it ran over. */
    public int rows() {
        return rows;
    }

    /** Nanoseconds that it ran. */
    public long encodeNanos() {
        return encodeNanos;
    }

    /** Bytes of the input values. */
    public long bytesIn() {
        return bytesIn;
    }

    /** Bytes of the latents. */
    public long bytesOut() {
        return bytesOut;
    }

    /** Smallest timestamp of the batch, milliseconds since 1970. */
    public long oldestTimestamp() {
        return oldestTimestamp;
    }
}
