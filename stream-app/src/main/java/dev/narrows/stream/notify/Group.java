package dev.narrows.stream.notify;

import dev.narrows.schemas.alert.PlacedAlert;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Alerts that are told together, from the first to the time when they are over. Keeps counts and the worst few, never all of
 * them. Not thread-safe; times are milliseconds of the clock that messages go by, not of the records.
 */
final class Group {

    static final int WORST = 5;

    private static final Comparator<PlacedAlert> BY_SCORE = Comparator.comparingDouble(
                    (PlacedAlert placed) -> placed.alert().getScore())
            .reversed();

    final String name;
    final PlacedAlert first;
    long count;
    long told;
    int messages;
    long openedAt;
    long lastAt;
    long toldAt;
    Instant began;
    Instant last;
    final List<PlacedAlert> worst = new ArrayList<>();
    /** The lowest offset of each partition that is not told yet. */
    final Map<Integer, Long> untold = new HashMap<>();

    Group(String name, PlacedAlert first, long now) {
        this.name = name;
        this.first = first;
        this.openedAt = now;
        this.began = first.time();
        this.last = first.time();
    }

    void add(PlacedAlert placed, long now) {
        count++;
        lastAt = now;
        untold.merge(placed.partition(), placed.offset(), Math::min);
        if (placed.time().isBefore(began)) {
            began = placed.time();
        }
        if (placed.time().isAfter(last)) {
            last = placed.time();
        }
        keepWorst(worst, placed);
    }

    /** All of it is in a message. */
    void tell(long now) {
        told = count;
        messages++;
        toldAt = now;
        untold.clear();
    }

    boolean wasTold() {
        return messages > 0;
    }

    boolean hasNews() {
        return count > told;
    }

    static void keepWorst(List<PlacedAlert> worst, PlacedAlert placed) {
        if (worst.size() < WORST || BY_SCORE.compare(placed, worst.get(worst.size() - 1)) < 0) {
            worst.add(placed);
            worst.sort(BY_SCORE);
            if (worst.size() > WORST) {
                worst.remove(WORST);
            }
        }
    }
}
