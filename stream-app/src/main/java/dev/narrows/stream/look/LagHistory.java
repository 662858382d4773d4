package dev.narrows.stream.look;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** How far the group was behind in the last hour, one sample in five seconds. Any thread. */
public final class LagHistory {

    private static final long KEPT_MS = 3_600_000;
    private static final int MOST_PARTITIONS = 128;

    private final Deque<Sample> samples = new ArrayDeque<>();

    /**
     * One look.
     *
     * @param t milliseconds since 1970
     * @param total records of all partitions that are not committed yet
     * @param lags the same for each partition, from 0 on; of the first 128
     * @param transactionMs age of the oldest transaction that is open, 0 where there is none
     */
    public record Sample(long t, long total, List<Long> lags, long transactionMs) {

        /** Copies. */
        public Sample {
            lags = List.copyOf(lags.subList(0, Math.min(MOST_PARTITIONS, lags.size())));
        }
    }

    synchronized void add(Sample sample) {
        samples.addLast(sample);
        while (samples.getFirst().t() <= sample.t() - KEPT_MS) {
            samples.removeFirst();
        }
    }

    /** Those after a time in milliseconds, oldest first. */
    public synchronized List<Sample> after(long t) {
        List<Sample> found = new ArrayList<>();
        for (Sample sample : samples) {
            if (sample.t() > t) {
                found.add(sample);
            }
        }
        return found;
    }
}
