package dev.narrows.stream.control;

import dev.narrows.schemas.PairedEvidence;
import dev.narrows.schemas.QualityReport;
import dev.narrows.schemas.Rollout;
import dev.narrows.schemas.RolloutChange;
import dev.narrows.schemas.RolloutPolicy;
import dev.narrows.stream.evidence.Guards;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * What evidence makes of a rollout. Under the guarded policy a candidate that is worse is rolled back at any stage, and one
 * that is no worse goes on to the next as soon as enough rows were compared at this one and nobody has paused it. Under
 * the manual policy evidence is only written down. Pure; any thread.
 */
final class Judge {

    private static final String SELF = "narrows";
    private static final Duration PROGRESS = Duration.ofSeconds(10);

    private final ControlSettings settings;

    Judge(ControlSettings settings) {
        this.settings = settings;
    }

    /**
     * A state after a report.
     *
     * @param state what holds from now on
     * @param told whether everybody shall see it; else it only goes on from there
     */
    record Weighed(Rollout state, boolean told) {}

    /** Takes a report in. One that is not of the present trial changes nothing. */
    Weighed weigh(Rollout state, QualityReport report, Instant now) {
        PairedEvidence paired = report.getPaired();
        if (!(Trial.of(state) instanceof Trial.Running running)
                || paired == null
                || running.candidate() != report.getModelVersion()
                || !Objects.equals(state.getStableVersion(), paired.getStableVersion())) {
            return new Weighed(state, false);
        }
        Guards guards = Guards.of(settings.evidence(), state.getEvidence()).with(report);
        Rollout seen = Rollout.newBuilder(state)
                .setEvidence(guards.evidence())
                .setStagePairs(state.getStagePairs() + paired.getDifferences().size())
                .build();
        return decide(new Trial.Running(seen, running.candidate()), guards, now);
    }

    private Weighed decide(Trial.Running running, Guards guards, Instant now) {
        Rollout state = running.state();
        boolean guarded = running.policy() != RolloutPolicy.MANUAL;
        return switch (guards.standing()) {
            case WORSE ->
                guarded ? told(running.rollBack(now), reason(running, guards), now) : waits(running, guards, now);
            case NO_WORSE ->
                guarded && !state.getPaused() && state.getStagePairs() >= settings.stagePairs()
                        ? told(running.advance(settings.percents(state), now), reason(running, guards), now)
                        : waits(running, guards, now);
            case WAIT -> waits(running, guards, now);
        };
    }

    private Weighed waits(Trial.Running running, Guards guards, Instant now) {
        Rollout state = running.state();
        if (state.getChange() == RolloutChange.OTHER
                && now.isBefore(state.getChangedAt().plus(PROGRESS))) {
            return new Weighed(state, false);
        }
        return told(Rollout.newBuilder(state).setChange(RolloutChange.OTHER), waitsFor(running, guards), now);
    }

    private String waitsFor(Trial.Running running, Guards guards) {
        Rollout state = running.state();
        String why = reason(running, guards);
        if (guards.standing() == Guards.Standing.WAIT) {
            return why;
        }
        if (running.policy() == RolloutPolicy.MANUAL) {
            return why + "; waits for a command, as its policy is manual";
        }
        return state.getPaused()
                ? why + "; waits because it is paused"
                : why + "; waits for " + (settings.stagePairs() - state.getStagePairs()) + " more rows at this stage";
    }

    private static String reason(Trial.Running running, Guards guards) {
        return "version " + running.candidate() + " in " + running.stage() + ": "
                + guards.verdict().reason();
    }

    private static Weighed told(Rollout.Builder next, String reason, Instant now) {
        return new Weighed(
                next.setReason(reason)
                        .setActor(SELF)
                        .setCommandId(null)
                        .setChangedAt(now)
                        .build(),
                true);
    }
}
