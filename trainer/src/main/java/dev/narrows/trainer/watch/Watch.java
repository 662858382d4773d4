package dev.narrows.trainer.watch;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Trains again when there is a reason, for as long as nobody interrupts it. A training that fails changes nothing, says so
 * and is tried again after the pause; the versions that there are stay as they are. One thread.
 */
public final class Watch {

    private static final Duration POLL = Duration.ofSeconds(5);

    private final WatchSettings settings;
    private final InstantSource clock;
    private final Drifts drifts;
    private final Supplier<Optional<Instant>> newest;
    private final Runnable training;
    private final Consumer<String> lines;
    private Instant notBefore = Instant.MIN;
    private @Nullable String drift;

    /**
     * @param drifts where drift is heard of
     * @param newest when the newest version was made; empty where there is none
     * @param training makes a version and submits it, or throws
     * @param lines hears why it trains and what came of it
     */
    public Watch(
            WatchSettings settings,
            InstantSource clock,
            Drifts drifts,
            Supplier<Optional<Instant>> newest,
            Runnable training,
            Consumer<String> lines) {
        this.settings = settings;
        this.clock = clock;
        this.drifts = drifts;
        this.newest = newest;
        this.training = training;
        this.lines = lines;
    }

    /** Where drift is heard of. */
    @FunctionalInterface
    public interface Drifts {

        /** Waits at most so long; gives the newest drift in words, empty where none came. */
        Optional<String> poll(Duration timeout);
    }

    /** Goes on until the thread is interrupted. */
    public void run() {
        while (!Thread.currentThread().isInterrupted()) {
            round();
        }
    }

    /** Listens a while, and trains where there is a reason. What the cluster refuses for a while is said and asked again. */
    void round() {
        try {
            drifts.poll(POLL).ifPresent(told -> drift = told);
            if (clock.instant().isBefore(notBefore)) {
                return;
            }
            reason().ifPresent(this::train);
        } catch (RuntimeException e) {
            pause();
            lines.accept("cannot look: " + e.getMessage() + "; looks again at " + notBefore);
        }
    }

    private Optional<String> reason() {
        if (drift != null) {
            return Optional.of(drift);
        }
        Optional<Instant> made = newest.get();
        if (made.isEmpty()) {
            return Optional.of("there is no version yet");
        }
        Duration age = Duration.between(made.get(), clock.instant());
        return age.compareTo(settings.longestAge()) > 0
                ? Optional.of("the newest version is " + age.truncatedTo(ChronoUnit.SECONDS)
                        + " old (expected: at most " + settings.longestAge() + ")")
                : Optional.empty();
    }

    private void train(String reason) {
        lines.accept("trains again: " + reason);
        drift = null;
        try {
            training.run();
        } catch (RuntimeException e) {
            lines.accept("training failed and changed nothing: " + e.getMessage());
        }
        pause();
    }

    private void pause() {
        notBefore = clock.instant().plus(settings.pause());
    }
}
