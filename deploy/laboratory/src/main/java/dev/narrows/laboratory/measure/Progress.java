package dev.narrows.laboratory.measure;

import dev.narrows.laboratory.report.ThroughputReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far a consumer group was at which time, and the rate and cost that follow. The start is left out, while the group
 * settles and the compilers are at work, and so is the end, where the last commit waits for its time:
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

    private static final double WARM_SHARE = 0.4;
    private static final double FULL_SHARE = 0.97;
    private static final int WARM_SECONDS = 10;
    private static final int LONGEST_SECONDS = 12;
    private static final double NANOS = 1e9;
    private static final double NANOS_A_MICRO = 1e3;

    private final long total;
    private final List<Sample> samples = new ArrayList<>();

    /** @param total records that there are to go through */
    Progress(long total) {
        this.total = total;
    }

    /**
     * What was seen at once.
     *
     * @param nanos time, from {@link System#nanoTime()}
     * @param records that the group had committed
     * @param cpu processor time that the contestant had taken; empty where the system does not tell
     * @param brokerCpu that of the broker; empty also where it is not ours
     */
    record Sample(long nanos, long records, Optional<Duration> cpu, Optional<Duration> brokerCpu) {

        double secondsUntil(Sample later) {
            return (later.nanos - nanos) / NANOS;
        }
    }

    /** One more; left out where the group has not moved. */
    void seen(Sample sample) {
        if (sample.records > 0 && (samples.isEmpty() || samples.get(samples.size() - 1).records < sample.records)) {
            samples.add(sample);
        }
    }

    /** Whether later samples would change nothing. */
    boolean complete() {
        int warm = warm();
        if (warm < 0) {
            return false;
        }
        Sample last = samples.get(samples.size() - 1);
        return last.records >= FULL_SHARE * total || samples.get(warm).secondsUntil(last) >= LONGEST_SECONDS;
    }

    /** The figures; empty where there are not two samples to compare. */
    Optional<ThroughputReport.Run> run() {
        int warm = warm();
        int end = samples.size() - 1;
        while (end > 0 && samples.get(end).records >= FULL_SHARE * total) {
            end--;
        }
        if (warm < 0 || end <= warm) {
            return Optional.empty();
        }
        Sample from = samples.get(warm);
        Sample to = samples.get(end);
        long records = to.records - from.records;
        return Optional.of(new ThroughputReport.Run(
                records / from.secondsUntil(to),
                micros(from.cpu, to.cpu, records),
                micros(from.brokerCpu, to.brokerCpu, records)));
    }

    private static @Nullable Double micros(Optional<Duration> from, Optional<Duration> to, long records) {
        return from.flatMap(start -> to.map(end -> end.minus(start).toNanos() / NANOS_A_MICRO / records))
                .orElse(null);
    }

    private int warm() {
        for (int i = 0; i < samples.size(); i++) {
            Sample sample = samples.get(i);
            if (sample.records >= WARM_SHARE * total || samples.get(0).secondsUntil(sample) >= WARM_SECONDS) {
                return i;
            }
        }
        return -1;
    }
}
