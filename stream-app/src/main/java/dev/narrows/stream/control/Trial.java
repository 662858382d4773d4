package dev.narrows.stream.control;

import dev.narrows.schemas.Rollout;
import dev.narrows.schemas.RolloutChange;
import dev.narrows.schemas.RolloutPolicy;
import dev.narrows.schemas.RolloutStage;
import dev.narrows.schemas.ServedVersion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is tried of a model in some state of its rollout, and the steps that this allows: a trial that does not run cannot
 * go on, and one that runs cannot start. Each step gives the next state, to which whoever takes it adds actor and reason.
 * Immutable.
 */
sealed interface Trial permits Trial.None, Trial.Running {

    /** The state that it is part of. */
    Rollout state();

    /** What a state says. */
    static Trial of(Rollout state) {
        Integer candidate = state.getCandidateVersion();
        return candidate == null || state.getStage() == RolloutStage.NONE
                ? new None(state)
                : new Running(state, candidate);
    }

    /** Makes a version stable, whatever ran; what was stable is what is rolled back to. */
    default Rollout.Builder stable(int version, Instant now) {
        Rollout state = state();
        Integer before = state.getStableVersion();
        Rollout.Builder next = over(state, now).setStableVersion(version).setChange(RolloutChange.PROMOTED);
        return before == null || before == version ? next : next.setPreviousVersion(before);
    }

    /** The state without a trial. Evidence stays to be seen until another trial starts. */
    private static Rollout.Builder over(Rollout state, Instant now) {
        return Rollout.newBuilder(state)
                .setCandidateVersion(null)
                .setStage(RolloutStage.NONE)
                .setCanaryPercent(0)
                .setPaused(false)
                .setStageSince(null)
                .setStagePairs(0)
                .setTrialPolicy(null)
                .setServed(served(state, now));
    }

    /** What encoded until now and may do so no more: any step that ends a trial or changes the stable version. */
    private static List<ServedVersion> served(Rollout state, Instant now) {
        List<ServedVersion> served = new ArrayList<>(state.getServed());
        add(served, state.getStableVersion(), now);
        if (state.getStage() == RolloutStage.CANARY) {
            add(served, state.getCandidateVersion(), now);
        }
        return served;
    }

    private static void add(List<ServedVersion> served, @Nullable Integer version, Instant now) {
        if (version != null) {
            served.removeIf(each -> each.getVersion() == version);
            served.add(new ServedVersion(version, now));
        }
    }

    /** Nothing is tried. */
    record None(Rollout state) implements Trial {

        /**
         * Starts to try a version beside the stable one, which there is.
         *
         * @param policy for this trial alone; null for the model's
         */
        Rollout.Builder start(int version, @Nullable RolloutPolicy policy, Instant now) {
            Objects.requireNonNull(state.getStableVersion(), "stable version");
            return Rollout.newBuilder(state)
                    .setCandidateVersion(version)
                    .setStage(RolloutStage.SHADOW)
                    .setCanaryPercent(0)
                    .setPaused(false)
                    .setStageSince(now)
                    .setStagePairs(0)
                    .setEvidence(List.of())
                    .setTrialPolicy(policy)
                    .setChange(RolloutChange.STARTED);
        }

        /** Goes back to a version that was stable before. */
        Rollout.Builder back(int version, @Nullable Integer previous, Instant now) {
            return stable(version, now).setPreviousVersion(previous).setChange(RolloutChange.ROLLED_BACK);
        }
    }

    /**
     * A candidate is tried.
     *
     * @param candidate its version
     */
    record Running(Rollout state, int candidate) implements Trial {

        /**
         * The next stage: the first percentage above the present one, and stable after the last.
         *
         * @param percents rising
         */
        Rollout.Builder advance(List<Integer> percents, Instant now) {
            int present = state.getCanaryPercent();
            return percents.stream()
                    .filter(percent -> percent > present)
                    .findFirst()
                    .map(percent -> Rollout.newBuilder(state)
                            .setStage(RolloutStage.CANARY)
                            .setCanaryPercent(percent)
                            .setStageSince(now)
                            .setStagePairs(0)
                            .setChange(RolloutChange.ADVANCED))
                    .orElseGet(() -> stable(candidate, now));
        }

        /** Ends it; the stable version stays. */
        Rollout.Builder rollBack(Instant now) {
            return Trial.over(state, now).setChange(RolloutChange.ROLLED_BACK);
        }

        /** Makes way for another candidate. */
        None superseded(Instant now) {
            return new None(
                    Trial.over(state, now).setReason("").setChangedAt(now).build());
        }

        /** Stays at its stage, or may leave it again. */
        Rollout.Builder paused(boolean paused) {
            return Rollout.newBuilder(state)
                    .setPaused(paused)
                    .setChange(paused ? RolloutChange.PAUSED : RolloutChange.RESUMED);
        }

        /** That of the trial, or else of the model. */
        RolloutPolicy policy() {
            return state.getTrialPolicy() == null ? state.getPolicy() : state.getTrialPolicy();
        }

        /** In words. */
        String stage() {
            return state.getStage() == RolloutStage.SHADOW ? "shadow" : "canary at " + state.getCanaryPercent() + " %";
        }
    }
}
