package dev.narrows.laboratory.chaos;

import dev.narrows.laboratory.flow.Ledger;
import dev.narrows.laboratory.flow.NumberedLoad;
import dev.narrows.laboratory.jvm.Waiting;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Waits, with an eye on what must be alive meanwhile, and keeps the longest time that results took to flow again. One thread. */
final class Recovery {

    private static final Duration LIMIT = Duration.ofMinutes(4);

    private final Runnable supervision;
    private final NumberedLoad load;
    private final Ledger ledger;
    private long worst;

    /** @param supervision looks after all processes; called often */
    Recovery(Runnable supervision, NumberedLoad load, Ledger ledger) {
        this.supervision = supervision;
        this.load = load;
        this.ledger = ledger;
    }

    /**
     * Waits until each partition has a result of a record that is sent from here on.
     *
     * @param after what; for the message where it does not come within minutes
     */
    void await(String after) {
        long start = System.nanoTime();
        long sent = load.sent();
        until("results after " + after, () -> ledger.reached(sent));
        worst = Math.max(worst, System.nanoTime() - start);
    }

    /** Waits so long. */
    void pass(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        until("time", () -> System.nanoTime() - end >= 0);
    }

    /** Waits until that is so. */
    void until(String what, BooleanSupplier done) {
        Waiting.until(LIMIT, what, () -> {
            supervision.run();
            return done.getAsBoolean() ? Optional.of(true) : Optional.empty();
        });
    }

    long worstMs() {
        return TimeUnit.NANOSECONDS.toMillis(worst);
    }
}
