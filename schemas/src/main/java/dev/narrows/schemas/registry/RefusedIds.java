package dev.narrows.schemas.registry;

import dev.narrows.schemas.pace.TimeShare;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Schema ids that the registry did not know as an Avro schema, the newest of them, and how much time may go into more.
 *
 * <p>Four random bytes in a value are an id that nobody knows, and each is a call on the thread that reads records. Calls
 * that end in a refusal may take a tenth of the time, and be a hundred a second; ids beyond that are not asked for. Any
 * thread.
 */
final class RefusedIds {

    private static final int MOST_KEPT = 10_000;
    private static final double SHARE = 0.1;
    private static final long MOST_AT_ONCE_NANOS = Duration.ofMillis(500).toNanos();
    private static final long LEAST_COST_NANOS = Duration.ofMillis(1).toNanos();

    private final long keptNanos;
    private final LongSupplier nanoTime;
    private final TimeShare time;
    private final Map<Integer, Long> since = new LinkedHashMap<>();

    /** @param keptFor how long an id is not asked for again */
    RefusedIds(Duration keptFor, LongSupplier nanoTime) {
        this.keptNanos = keptFor.toNanos();
        this.nanoTime = nanoTime;
        this.time = new TimeShare(SHARE, MOST_AT_ONCE_NANOS, nanoTime);
    }

    synchronized boolean knows(int id) {
        Long refused = since.get(id);
        return refused != null && nanoTime.getAsLong() - refused < keptNanos;
    }

    /** Whether there is time for another call that may be in vain. */
    boolean mayAsk() {
        return time.isLeft();
    }

    /** An id was refused, by a call that began then. The one known longest is forgotten for it. */
    synchronized void add(int id, long startNanos) {
        long now = nanoTime.getAsLong();
        time.spend(Math.max(LEAST_COST_NANOS, now - startNanos));
        since.remove(id);
        since.put(id, now);
        if (since.size() > MOST_KEPT) {
            since.remove(since.keySet().iterator().next());
        }
    }
}
