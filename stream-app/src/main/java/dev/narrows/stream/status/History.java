package dev.narrows.stream.status;

import dev.narrows.stream.route.BatchTally;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * What came through in each second of the last hour, for who looks later. Seconds in which nothing came are left out; so
 * the memory is bounded by the hour, some hundred kilobytes. Stream threads add once a batch. Any thread.
 */
public final class History {

    private static final long KEPT_MS = 3_600_000;
    private static final long SECOND_MS = 1_000;

    private final InstantSource clock;
    private final Deque<Second> seconds = new ArrayDeque<>();

    /**
     * Sums of one second.
     *
     * @param t its beginning, milliseconds since 1970
     * @param records records read
     * @param bytesIn bytes of their values
     * @param bytesOut bytes of the latents' values
     * @param alerts alerts written
     * @param deadLetters dead letters written
     * @param latencyMs age of the oldest record when its results were handed on, by its own timestamp
     */
    public record Second(
            long t, long records, long bytesIn, long bytesOut, long alerts, long deadLetters, long latencyMs) {

        private Second plus(BatchTally tally, long ageMs) {
            return new Second(
                    t,
                    records + tally.records(),
                    bytesIn + tally.bytesIn(),
                    bytesOut + tally.bytesOut(),
                    alerts + tally.alerts(),
                    deadLetters + tally.records() - tally.latents(),
                    Math.max(latencyMs, ageMs));
        }
    }

    /** @param clock tells which second it is */
    History(InstantSource clock) {
        this.clock = clock;
    }

    synchronized void add(BatchTally tally, long ageMs) {
        long now = clock.millis();
        long t = now - Math.floorMod(now, SECOND_MS);
        Second last = seconds.peekLast();
        if (last != null && last.t() >= t) {
            seconds.addLast(seconds.removeLast().plus(tally, ageMs));
        } else {
            seconds.addLast(new Second(t, 0, 0, 0, 0, 0, 0).plus(tally, ageMs));
        }
        while (seconds.getFirst().t() <= now - KEPT_MS) {
            seconds.removeFirst();
        }
    }

    /** Oldest first. */
    public List<Second> seconds() {
        return after(0);
    }

    /** Those that began after a time in milliseconds, oldest first. */
    public synchronized List<Second> after(long t) {
        List<Second> found = new ArrayList<>();
        for (Second second : seconds) {
            if (second.t() > t) {
                found.add(second);
            }
        }
        return found;
    }
}
