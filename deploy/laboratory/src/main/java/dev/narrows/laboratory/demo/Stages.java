package dev.narrows.laboratory.demo;

import dev.narrows.schemas.Rollout;
import dev.narrows.schemas.RolloutChange;
import dev.narrows.schemas.RolloutCommandType;
import dev.narrows.schemas.model.ModelId;
import dev.narrows.schemas.rollout.RolloutCommands;
import dev.narrows.schemas.rollout.RolloutLog;
import dev.narrows.stream.NarrowsService;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Tells how a version goes through shadow and canary until it encodes everything. One that the evidence does not favour, or
 * not soon, is made stable by hand, as an operator may, so that the story goes on. Waits on one thread, tells on another.
 */
final class Stages implements AutoCloseable {
    private static final Duration LOOK = Duration.ofMillis(200);

    private final ModelId id;
    private final RolloutCommands commands;
    private final NarrowsService service;
    private final Narrator narrator;
    private final AutoCloseable following;
    private volatile boolean stable;
    private volatile boolean rolledBack;
    private volatile String reason = "nobody has decided yet";

    /** Begins to tell. */
    Stages(ModelId id, RolloutLog rollouts, RolloutCommands commands, NarrowsService service, Narrator narrator) {
        this.id = id;
        this.commands = commands;
        this.service = service;
        this.narrator = narrator;
        this.following = rollouts.follow(
                id.name(), this::changed, failure -> narrator.say("rollouts not seen: " + failure.getMessage()));
    }

    /**
     * Returns when the service encodes with that version and no other.
     *
     * @param trial how long the stages may take
     * @param patience how long the service may take after that
     * @throws TimeoutException when it does not
     */
    void await(Duration trial, Duration patience) throws InterruptedException, TimeoutException {
        long start = System.nanoTime();
        boolean overruled = false;
        while (!stable || !encodes()) {
            long elapsed = System.nanoTime() - start;
            if (!overruled && !stable && (rolledBack || elapsed > trial.toNanos())) {
                overruled = true;
                overrule();
            }
            if (elapsed > trial.plus(patience).toNanos()) {
                throw new TimeoutException(
                        "service: without " + id + " (expected: within " + trial.plus(patience) + ")");
            }
            TimeUnit.NANOSECONDS.sleep(LOOK.toNanos());
        }
    }

    @Override
    public void close() {
        try {
            following.close();
        } catch (Exception e) {
            throw new IllegalStateException("rollouts: not closed cleanly", e);
        }
    }

    private boolean encodes() {
        return Objects.requireNonNull(service.health().parts().get("model"))
                .detail()
                .startsWith(id + " ");
    }

    private void changed(Rollout rollout) {
        reason = rollout.getReason();
        rolledBack = rollout.getChange() == RolloutChange.ROLLED_BACK;
        if (Objects.equals(rollout.getStableVersion(), id.version())) {
            narrator.say("version " + id.version() + " is stable; " + reason);
            stable = true;
        } else if (Objects.equals(rollout.getCandidateVersion(), id.version())
                && rollout.getChange() != RolloutChange.OTHER) {
            narrator.say("version " + id.version() + " is in "
                    + (rollout.getCanaryPercent() == 0
                            ? "shadow: it runs beside version " + rollout.getStableVersion() + ", seen by nobody"
                            : "canary: it encodes " + rollout.getCanaryPercent() + " % of keys; " + reason));
        }
    }

    private void overrule() {
        narrator.say(
                "version " + id.version() + " is made stable by hand, so that the story goes on; so far: " + reason);
        commands.send(RolloutCommands.command(
                        RolloutCommandType.PROMOTE, id.name(), "demo", "the story goes on", Clock.systemUTC())
                .setVersion(id.version())
                .build());
    }
}
