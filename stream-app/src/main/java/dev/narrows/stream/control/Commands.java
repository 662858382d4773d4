package dev.narrows.stream.control;

import dev.narrows.schemas.ExpectedRollout;
import dev.narrows.schemas.Rollout;
import dev.narrows.schemas.RolloutChange;
import dev.narrows.schemas.RolloutCommand;
import dev.narrows.schemas.RolloutPolicy;
import dev.narrows.schemas.ServedVersion;
import dev.narrows.schemas.model.ModelId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a command makes of a rollout. The answer is always a state that names the command; where it is refused, the state
 * is what it was, and the reason says why. Pure but for what it asks about versions; any thread.
 */
final class Commands {

    private final Versions versions;
    private final ControlSettings settings;

    Commands(Versions versions, ControlSettings settings) {
        this.versions = versions;
        this.settings = settings;
    }

    /** The state that answers a command. */
    Rollout answer(Rollout state, RolloutCommand command, Instant now) {
        Rollout.Builder next;
        try {
            requireExpected(state, command);
            next = carryOut(state, command, now);
        } catch (RefusedCommandException e) {
            next = Rollout.newBuilder(state).setChange(RolloutChange.REFUSED).setReason(String.valueOf(e.getMessage()));
        }
        return next.setActor(command.getActor())
                .setCommandId(command.getId())
                .setChangedAt(now)
                .build();
    }

    private Rollout.Builder carryOut(Rollout state, RolloutCommand command, Instant now) {
        Trial trial = Trial.of(state);
        return switch (command.getType()) {
            case SUBMIT -> submit(trial, command, now);
            case PROMOTE -> promote(trial, command, now);
            case ADVANCE ->
                running(trial).advance(settings.percents(state), now).setReason(command.getReason());
            case ROLLBACK -> rollBack(trial, now).setReason(command.getReason());
            case PAUSE -> running(trial).paused(true).setReason(command.getReason());
            case RESUME -> running(trial).paused(false).setReason(command.getReason());
            case RETIRE -> retire(state, command, now);
            case SET_POLICY -> policy(state, command);
            case UNKNOWN ->
                throw new RefusedCommandException("type: one that this service does not know"
                        + " (expected: SUBMIT, PROMOTE, ADVANCE, ROLLBACK, PAUSE, RESUME, RETIRE or SET_POLICY)");
        };
    }

    private Rollout.Builder submit(Trial trial, RolloutCommand command, Instant now) {
        Rollout state = trial.state();
        int version = version(command);
        if (Objects.equals(state.getStableVersion(), version)) {
            return unchanged(state, "version " + version + " is stable already");
        }
        if (trial instanceof Trial.Running running && running.candidate() == version) {
            return unchanged(state, "version " + version + " is on trial already");
        }
        requireFit(state, version);
        if (state.getStableVersion() == null) {
            return trial.stable(version, now).setReason(command.getReason() + "; the first version, its checks passed");
        }
        @Nullable RolloutPolicy own = command.getPolicy() == null ? null : policy(command.getPolicy());
        if ((own == null ? state.getPolicy() : own) == RolloutPolicy.IMMEDIATE) {
            return trial.stable(version, now).setReason(command.getReason() + "; at once, its checks passed");
        }
        if (trial instanceof Trial.Running running) {
            return running.superseded(now)
                    .start(version, own, now)
                    .setReason(command.getReason() + "; instead of version " + running.candidate() + ", which was in "
                            + running.stage());
        }
        return ((Trial.None) trial).start(version, own, now).setReason(command.getReason());
    }

    private Rollout.Builder promote(Trial trial, RolloutCommand command, Instant now) {
        Rollout state = trial.state();
        int version = version(command);
        boolean onTrial = trial instanceof Trial.Running running && running.candidate() == version;
        if (Objects.equals(state.getStableVersion(), version)) {
            return unchanged(state, "version " + version + " is stable already");
        }
        if (!onTrial) {
            requireFit(state, version);
        }
        return trial.stable(version, now).setReason(command.getReason());
    }

    private Rollout.Builder rollBack(Trial trial, Instant now) {
        if (trial instanceof Trial.Running running) {
            return running.rollBack(now);
        }
        Rollout state = trial.state();
        if (state.getStableVersion() == null) {
            throw new RefusedCommandException(
                    "model: " + state.getModelName() + " has no stable version (expected: one to roll back from)");
        }
        int stable = state.getStableVersion();
        NavigableSet<Integer> left = new TreeSet<>(versions.of(state.getModelName()));
        left.removeAll(state.getRetiredVersions());
        Integer before = Optional.ofNullable(state.getPreviousVersion())
                .filter(left::contains)
                .orElseGet(() -> left.lower(stable));
        if (before == null) {
            throw new RefusedCommandException("model: " + state.getModelName() + " has no version before " + stable
                    + " (expected: one to roll back to)");
        }
        // Not the one that is rolled back from: an instance that starts must not fall back to that.
        return ((Trial.None) trial).back(before, left.lower(before), now);
    }

    private Rollout.Builder retire(Rollout state, RolloutCommand command, Instant now) {
        int version = version(command);
        if (Objects.equals(state.getStableVersion(), version) || Objects.equals(state.getCandidateVersion(), version)) {
            throw new RefusedCommandException(
                    "version: " + version + " is in service (expected: one that neither encodes nor is tried)");
        }
        if (!versions.of(state.getModelName()).contains(version)) {
            throw new RefusedCommandException("version: " + version + " (expected: a published one)");
        }
        if (!command.getForce()) {
            latentsLeft(state, version, now).ifPresent(left -> {
                throw new RefusedCommandException(left);
            });
        }
        List<Integer> retired = new ArrayList<>(new TreeSet<>(state.getRetiredVersions()));
        if (!retired.contains(version)) {
            retired.add(version);
        }
        return Rollout.newBuilder(state)
                .setRetiredVersions(retired)
                .setServed(state.getServed().stream()
                        .filter(served -> served.getVersion() != version)
                        .toList())
                .setPreviousVersion(
                        Objects.equals(state.getPreviousVersion(), version) ? null : state.getPreviousVersion())
                .setChange(RolloutChange.RETIRED)
                .setReason(command.getReason());
    }

    /** Why latents of a version may still be there. */
    private Optional<String> latentsLeft(Rollout state, int version, Instant now) {
        Optional<Instant> until = state.getServed().stream()
                .filter(served -> served.getVersion() == version)
                .map(ServedVersion::getUntil)
                .findFirst();
        boolean gone = until.isPresent()
                && settings.latentsKept()
                        .filter(kept -> until.get().plus(kept).isBefore(now))
                        .isPresent();
        boolean known = until.isPresent() || Objects.equals(state.getPreviousVersion(), version);
        return known && !gone
                ? Optional.of("version: " + version + " may have latents in the topic, which keeps them "
                        + settings.latentsKept().map(kept -> "for " + kept).orElse("for ever")
                        + " (expected: none, or force)")
                : Optional.empty();
    }

    private Rollout.Builder policy(Rollout state, RolloutCommand command) {
        List<Integer> percents = command.getCanaryPercents();
        if (!ControlSettings.arePercents(percents)) {
            throw new RefusedCommandException("canaryPercents: " + percents + " (expected: rising, each 1 to 100)");
        }
        RolloutPolicy policy = command.getPolicy() == null ? state.getPolicy() : policy(command.getPolicy());
        return Rollout.newBuilder(state)
                .setPolicy(policy)
                // Whoever sets it means the trial that runs as well.
                .setTrialPolicy(command.getPolicy() == null ? state.getTrialPolicy() : null)
                .setCanaryPercents(percents.isEmpty() ? state.getCanaryPercents() : percents)
                .setChange(RolloutChange.POLICY)
                .setReason(command.getReason());
    }

    private void requireFit(Rollout state, int version) {
        if (state.getRetiredVersions().contains(version)) {
            throw new RefusedCommandException("version: " + version + " is retired (expected: one that is not)");
        }
        Optional<ModelId> stable =
                Optional.ofNullable(state.getStableVersion()).map(each -> new ModelId(state.getModelName(), each));
        versions.objection(new ModelId(state.getModelName(), version), stable).ifPresent(objection -> {
            throw new RefusedCommandException(objection);
        });
    }

    private static Trial.Running running(Trial trial) {
        if (trial instanceof Trial.Running running) {
            return running;
        }
        throw new RefusedCommandException(
                "model: " + trial.state().getModelName() + " has no candidate (expected: one on trial)");
    }

    private static Rollout.Builder unchanged(Rollout state, String reason) {
        return Rollout.newBuilder(state).setChange(RolloutChange.OTHER).setReason(reason);
    }

    private static int version(RolloutCommand command) {
        if (command.getVersion() == null || command.getVersion() < 1) {
            throw new RefusedCommandException("version: " + command.getVersion() + " (expected: >= 1)");
        }
        return command.getVersion();
    }

    private static RolloutPolicy policy(String name) {
        try {
            return RolloutPolicy.valueOf(name.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new RefusedCommandException("policy: " + name + " (expected: guarded, immediate or manual)");
        }
    }

    private static void requireExpected(Rollout state, RolloutCommand command) {
        ExpectedRollout expected = command.getExpected();
        if (expected != null
                && !(Objects.equals(expected.getStableVersion(), state.getStableVersion())
                        && Objects.equals(expected.getCandidateVersion(), state.getCandidateVersion()))) {
            throw new RefusedCommandException("rollout: stable " + state.getStableVersion() + ", candidate "
                    + state.getCandidateVersion() + " (expected: stable " + expected.getStableVersion()
                    + ", candidate " + expected.getCandidateVersion() + ", as it was when this was asked for)");
        }
    }
}
