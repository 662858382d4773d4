package dev.narrows.standalone.live;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The last items of a kind, numbered from 1 on, so that a reader can ask for those that it does not have. Thread-safe. */
final class Newest<T> {
    private final int capacity;
    private final Deque<Numbered<T>> items = new ArrayDeque<>();
    private long last;

    record Numbered<T>(long id, T item) {}

    Newest(int capacity) {
        this.capacity = capacity;
    }

    synchronized void add(T item) {
        items.addLast(new Numbered<>(++last, item));
        if (items.size() > capacity) {
            items.removeFirst();
        }
    }

    /** Oldest first. */
    synchronized List<Numbered<T>> after(long id) {
        List<Numbered<T>> found = new ArrayList<>();
        for (Numbered<T> each : items) {
            if (each.id() > id) {
                found.add(each);
            }
        }
        return found;
    }
}
