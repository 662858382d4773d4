package dev.narrows.laboratory.chaos;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;

/** Faults one after the other, the same for the same seed: each twenty of them have each kind as often as it says. One thread. */
final class FaultPlan {

    private static final int LONGEST_DELAY_MS = 4_000;
    private static final int SHORTEST_MS = 1_000;
    private static final int LONGEST_MS = 6_000;
    private static final double WAITS = 0.6;

    private final Random random;
    private final Deque<Fault> deck = new ArrayDeque<>();

    FaultPlan(long seed) {
        this.random = new Random(seed);
    }

    /**
     * One of them.
     *
     * @param after how long it comes after the one before is over
     * @param lasts how long the fault lasts, where it does
     * @param service which of the services it befalls, 0 or 1
     * @param waits whether the next one waits until results flow again
     */
    record Planned(Fault fault, Duration after, Duration lasts, int service, boolean waits) {}

    Planned next() {
        if (deck.isEmpty()) {
            List<Fault> cards = new ArrayList<>();
            for (Fault fault : Fault.values()) {
                cards.addAll(Collections.nCopies(fault.weight(), fault));
            }
            Collections.shuffle(cards, random);
            deck.addAll(cards);
        }
        Fault fault = deck.removeFirst();
        return new Planned(
                fault,
                Duration.ofMillis(random.nextInt(LONGEST_DELAY_MS)),
                Duration.ofMillis(SHORTEST_MS + random.nextInt(LONGEST_MS - SHORTEST_MS)),
                random.nextInt(2),
                random.nextDouble() < WAITS || fault != Fault.KILL);
    }
}
