package dev.narrows.standalone.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * How far a consumer group was at which time, and the rate that follows. The start is left out, while the group
 * settles, and so is the end, where the last commit waits for its time:
 *
 * <pre>
 *   rate = (c_j - c_i) / (t_j - t_i)
 * </pre>
 *
 * with i the first sample that has {@value #WARM_SHARE} of all records, or comes {@value #WARM_SECONDS} seconds after the
 * first, and j the last one that does not have {@value #FULL_SHARE} of them, or comes {@value #LONGEST_SECONDS} seconds
 * after i. Samples are taken where the committed count changes. One thread.
 */
final class Progress {

    private static final double WARM_SHARE = 0.2;
    private static final double FULL_SHARE = 0.97;
    private static final int WARM_SECONDS = 4;
    private static final int LONGEST_SECONDS = 12;
    private static final double NANOS = 1e9;

    private final long total;
    private final List<long[]> samples = new ArrayList<>();

    /** @param total records that there are to go through */
    Progress(long total) {
        this.total = total;
    }

    /** The group had committed {@code records} records at that time. */
    void seen(long nanos, long records) {
        if (records > 0 && (samples.isEmpty() || samples.get(samples.size() - 1)[1] < records)) {
            samples.add(new long[] {nanos, records});
        }
    }

    /** Whether later samples would change nothing. */
    boolean complete() {
        int warm = warm();
        if (warm < 0) {
            return false;
        }
        long[] last = samples.get(samples.size() - 1);
        return last[1] >= FULL_SHARE * total || seconds(samples.get(warm), last) >= LONGEST_SECONDS;
    }

    /** Records a second; empty where there are not two samples to compare. */
    OptionalDouble rate() {
        int warm = warm();
        int end = samples.size() - 1;
        while (end > 0 && samples.get(end)[1] >= FULL_SHARE * total) {
            end--;
        }
        if (warm < 0 || end <= warm) {
            return OptionalDouble.empty();
        }
        long[] from = samples.get(warm);
        long[] to = samples.get(end);
        return OptionalDouble.of((to[1] - from[1]) / seconds(from, to));
    }

    private int warm() {
        for (int i = 0; i < samples.size(); i++) {
            if (samples.get(i)[1] >= WARM_SHARE * total || seconds(samples.get(0), samples.get(i)) >= WARM_SECONDS) {
                return i;
            }
        }
        return -1;
    }

    private static double seconds(long[] from, long[] to) {
        return (to[0] - from[0]) / NANOS;
    }
}
