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
final class History {

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
     */
    record Second(long t, long records, long bytesIn, long bytesOut, long alerts, long deadLetters) {

        private Second plus(BatchTally tally) {
            return new Second(
                    t,
                    records + tally.records(),
                    bytesIn + tally.bytesIn(),
                    bytesOut + tally.bytesOut(),
                    alerts + tally.alerts(),
                    deadLetters + tally.records() - tally.latents());
        }
    }

    /** @param clock tells which second it is */
    History(InstantSource clock) {
        this.clock = clock;
    }

    synchronized void add(BatchTally tally) {
        long now = clock.millis();
        long t = now - Math.floorMod(now, SECOND_MS);
        Second last = seconds.peekLast();
        if (last != null && last.t() >= t) {
            seconds.addLast(seconds.removeLast().plus(tally));
        } else {
            seconds.addLast(new Second(t, 0, 0, 0, 0, 0).plus(tally));
        }
        while (seconds.getFirst().t() <= now - KEPT_MS) {
            seconds.removeFirst();
        }
    }

    /** Oldest first. */
    synchronized List<Second> seconds() {
        return new ArrayList<>(seconds);
    }
}
