package dev.narrows.stream.look;

import dev.narrows.schemas.alert.AlertFilter;
import dev.narrows.schemas.alert.PlacedAlert;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/**
 * The last few thousand alerts, without vectors, numbered in the order in which they were seen; older ones are in the topic.
 * Some megabytes at most. Any thread.
 */
public final class RecentAlerts {

    static final int KEPT = 5_000;

    private final Deque<Seen> kept = new ArrayDeque<>();
    private long last;

    /**
     * An alert that was seen.
     *
     * @param number 1 for the first, then one more each time
     * @param placed it, without its vector
     */
    public record Seen(long number, PlacedAlert placed) {}

    /** Keeps one, without its vector. */
    public synchronized void add(PlacedAlert placed) {
        kept.addLast(new Seen(++last, placed));
        if (kept.size() > KEPT) {
            kept.removeFirst();
        }
    }

    /** Those that a filter takes, newest first, at most so many; only those seen before a number. */
    public synchronized List<Seen> newest(AlertFilter filter, long before, int atMost) {
        List<Seen> found = new ArrayList<>();
        Iterator<Seen> newestFirst = kept.descendingIterator();
        while (newestFirst.hasNext() && found.size() < atMost) {
            Seen seen = newestFirst.next();
            if (seen.number() < before && filter.matches(seen.placed())) {
                found.add(seen);
            }
        }
        return found;
    }

    /** Those seen after a number, in the order in which they were seen. */
    public synchronized List<Seen> after(long number) {
        return kept.stream().filter(seen -> seen.number() > number).toList();
    }

    /** The number of the newest, 0 before the first. */
    public synchronized long last() {
        return last;
    }

    /** How many are kept. */
    public synchronized int size() {
        return kept.size();
    }
}
