package dev.narrows.laboratory.flow;

import java.util.BitSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Which numbered records have come out, and how often not as they should. Any thread. */
public final class Ledger {

    private final Numbered numbered;
    private final BitSet[] seen;
    private final long[] latest;
    private long distinct;
    private long duplicated;
    private long reordered;
    private long changed;

    /** Of a load that looks like that. */
    public Ledger(Numbered numbered) {
        this.numbered = numbered;
        this.seen = new BitSet[numbered.partitions()];
        this.latest = new long[numbered.partitions()];
        for (int partition = 0; partition < seen.length; partition++) {
            seen[partition] = new BitSet();
            latest[partition] = -1;
        }
    }

    /** A result. */
    public synchronized void saw(ConsumerRecord<byte[], byte[]> result) {
        long number = Numbered.number(result);
        int partition = (int) (number % seen.length);
        int place = (int) (number / seen.length);
        if (!numbered.unchanged(result)) {
            changed++;
        }
        if (seen[partition].get(place)) {
            duplicated++;
            return;
        }
        seen[partition].set(place);
        distinct++;
        if (number < latest[partition]) {
            reordered++;
        }
        latest[partition] = Math.max(latest[partition], number);
    }

    /** Whether of each partition a record has come out that is no earlier than that one, or the last before it. */
    public synchronized boolean reached(long number) {
        for (long each : latest) {
            if (each <= number - latest.length) {
                return false;
            }
        }
        return true;
    }

    /** How many different records have come out. */
    public synchronized long distinct() {
        return distinct;
    }

    /** Results of records that had come out before. */
    public synchronized long duplicated() {
        return duplicated;
    }

    /** Results that came out after one of a later record of the same partition. */
    public synchronized long reordered() {
        return reordered;
    }

    /** Results whose partition, timestamp or headers are not those of their record. */
    public synchronized long changed() {
        return changed;
    }
}
