package dev.narrows.laboratory.upgrade;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/**
 * How evenly results become visible: the longest gap of any partition, and the rate of the worst five seconds beside that
 * before. Any thread.
 */
final class Continuity {

    static final int WINDOW_SECONDS = 5;

    private static final int FIRST_SECONDS = 64;

    private final long[] latest;
    private long start;
    private long[] seconds = new long[FIRST_SECONDS];
    private int steadySeconds;
    private long maxGap;

    Continuity(int partitions) {
        this.latest = new long[partitions];
    }

    /** From here on it counts, and from here on nothing is upgraded for some time. */
    synchronized void begin(long nanos) {
        start = nanos;
        Arrays.fill(latest, nanos);
    }

    /** From here on versions are upgraded. */
    synchronized void upgradesBegin(long nanos) {
        steadySeconds = second(nanos);
        maxGap = 0;
    }

    /** A result of that partition. */
    synchronized void saw(int partition, long nanos) {
        if (start == 0) {
            return;
        }
        maxGap = Math.max(maxGap, nanos - latest[partition]);
        latest[partition] = nanos;
        int second = second(nanos);
        if (second >= seconds.length) {
            seconds = Arrays.copyOf(seconds, 2 * second);
        }
        seconds[second]++;
    }

    /** The longest time without a result of some partition, that which lasts until now among them. */
    synchronized long maxGapMs(long nanos) {
        long gap = maxGap;
        for (long seen : latest) {
            gap = Math.max(gap, nanos - seen);
        }
        return TimeUnit.NANOSECONDS.toMillis(gap);
    }

    /**
     * What the worst five seconds lack.
     *
     * @param nanos when load and upgrades ended
     * @return 0 for nothing, 1 for all
     */
    synchronized double dip(long nanos) {
        double steady = (double) sum(0, steadySeconds) / steadySeconds;
        double least = Double.MAX_VALUE;
        for (int from = steadySeconds; from + WINDOW_SECONDS <= second(nanos); from++) {
            least = Math.min(least, (double) sum(from, from + WINDOW_SECONDS) / WINDOW_SECONDS);
        }
        return Math.max(0, 1 - Math.min(steady, least) / steady);
    }

    private long sum(int from, int to) {
        long sum = 0;
        for (int second = from; second < to; second++) {
            sum += second < seconds.length ? seconds[second] : 0;
        }
        return sum;
    }

    private int second(long nanos) {
        return (int) TimeUnit.NANOSECONDS.toSeconds(nanos - start);
    }
}
