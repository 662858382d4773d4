package dev.narrows.laboratory.demo.outcome;

import java.util.HashMap;
import java.util.Map;

/**
 * Keeps count of records by identity: what went into a partition must come out of the same partition once. Identity is
 * the partition and the key, which the demo gives to one record each. One thread.
 */
final class Tally {
    private final Map<Identity, Integer> arrivals = new HashMap<>();
    private final Map<Identity, Integer> sent = new HashMap<>();

    private record Identity(int partition, int key) {}

    /** A record that the input topic holds. */
    void sent(int partition, int key) {
        sent.merge(new Identity(partition, key), 1, Integer::sum);
    }

    /** A record that an output topic holds. */
    void arrived(int partition, int key) {
        arrivals.merge(new Identity(partition, key), 1, Integer::sum);
    }

    /** Records of the input that arrived fewer times than they were sent. */
    long lost() {
        return excess(sent, arrivals);
    }

    /** Records of the output that arrived more often than they were sent; one that was never sent counts too. */
    long duplicated() {
        return excess(arrivals, sent);
    }

    private static long excess(Map<Identity, Integer> of, Map<Identity, Integer> over) {
        return of.entrySet().stream()
                .mapToLong(entry -> Math.max(0, entry.getValue() - over.getOrDefault(entry.getKey(), 0)))
                .sum();
    }
}
