package dev.narrows.stream.control;

import static dev.narrows.stream.control.Rollouts.NOW;
import static dev.narrows.stream.control.Rollouts.canary;
import static dev.narrows.stream.control.Rollouts.report;
import static dev.narrows.stream.control.Rollouts.shadow;
import static dev.narrows.stream.control.Rollouts.stable;
import static org.assertj.core.api.Assertions.assertThat;

import dev.narrows.schemas.Rollout;
import dev.narrows.schemas.RolloutChange;
import dev.narrows.schemas.RolloutPolicy;
import dev.narrows.schemas.RolloutStage;
import org.junit.jupiter.api.Test;

final class JudgeTest {

    private static final float BETTER = 0.5f;
    private static final float WORSE = -0.5f;

    private final Judge judge = new Judge(Rollouts.SETTINGS);

    @Test
    void shouldAdvanceABetterCandidateStageByStageUntilItIsStable() {
        // when
        Rollout first =
                judge.weigh(shadow(1, 2), report(1, 2, 200, BETTER), NOW).state();
        Rollout second = judge.weigh(first, report(1, 2, 200, BETTER), NOW).state();
        Rollout third = judge.weigh(second, report(1, 2, 200, BETTER), NOW).state();

        // then
        assertThat(first.getStage()).isEqualTo(RolloutStage.CANARY);
        assertThat(first.getCanaryPercent()).isEqualTo(5);
        assertThat(first.getActor()).isEqualTo("narrows");
        assertThat(second.getCanaryPercent()).isEqualTo(50);
        assertThat(third.getStableVersion()).isEqualTo(2);
        assertThat(third.getChange()).isEqualTo(RolloutChange.PROMOTED);
        assertThat(third.getEvidence()).isNotEmpty();
    }

    @Test
    void shouldStayAtAStageUntilEnoughRowsWereCompared() {
        // when
        Judge.Weighed few = judge.weigh(shadow(1, 2), report(1, 2, 60, BETTER), NOW);
        Judge.Weighed enough = judge.weigh(few.state(), report(1, 2, 60, BETTER), NOW);

        // then
        assertThat(few.state().getStage()).isEqualTo(RolloutStage.SHADOW);
        assertThat(few.state().getReason()).contains("waits for 40 more rows at this stage");
        assertThat(enough.state().getStage()).isEqualTo(RolloutStage.CANARY);
    }

    @Test
    void shouldRollBackAWorseCandidateWithTheReasonAndTheEvidence() {
        // when
        Judge.Weighed weighed = judge.weigh(canary(1, 2, 50), report(1, 2, 300, WORSE), NOW);

        // then
        Rollout next = weighed.state();
        assertThat(weighed.told()).isTrue();
        assertThat(next.getStableVersion()).isEqualTo(1);
        assertThat(next.getCandidateVersion()).isNull();
        assertThat(next.getChange()).isEqualTo(RolloutChange.ROLLED_BACK);
        assertThat(next.getReason()).startsWith("version 2 in canary at 50 %: ");
        assertThat(next.getEvidence()).isNotEmpty();
    }

    @Test
    void shouldRollBackAWorseCandidateAlsoWhilePaused() {
        // given
        Rollout paused = Rollout.newBuilder(shadow(1, 2)).setPaused(true).build();

        // when
        Rollout worse = judge.weigh(paused, report(1, 2, 300, WORSE), NOW).state();
        Rollout better = judge.weigh(paused, report(1, 2, 300, BETTER), NOW).state();

        // then
        assertThat(worse.getChange()).isEqualTo(RolloutChange.ROLLED_BACK);
        assertThat(better.getStage()).isEqualTo(RolloutStage.SHADOW);
        assertThat(better.getReason()).endsWith("waits because it is paused");
    }

    @Test
    void shouldOnlyWriteDownEvidenceUnderTheManualPolicy() {
        // given
        Rollout manual =
                Rollout.newBuilder(shadow(1, 2)).setPolicy(RolloutPolicy.MANUAL).build();

        // when
        Rollout next = judge.weigh(manual, report(1, 2, 300, WORSE), NOW).state();

        // then
        assertThat(next.getCandidateVersion()).isEqualTo(2);
        assertThat(next.getReason()).endsWith("waits for a command, as its policy is manual");
    }

    @Test
    void shouldOnlyWriteDownEvidenceUnderTheManualPolicyWhereTheTrialIs() {
        // given
        Rollout manual = Rollout.newBuilder(shadow(1, 2))
                .setTrialPolicy(RolloutPolicy.MANUAL)
                .build();

        // when
        Rollout next = judge.weigh(manual, report(1, 2, 300, WORSE), NOW).state();

        // then
        assertThat(next.getCandidateVersion()).isEqualTo(2);
        assertThat(next.getReason()).endsWith("waits for a command, as its policy is manual");
    }

    @Test
    void shouldPassOverReportsThatAreNotOfThisTrial() {
        // given
        Rollout state = shadow(2, 3);

        // when, then
        assertThat(judge.weigh(state, report(1, 3, 300, WORSE), NOW).state()).isSameAs(state);
        assertThat(judge.weigh(state, report(2, 4, 300, WORSE), NOW).state()).isSameAs(state);
        Rollout over = stable(2);
        assertThat(judge.weigh(over, report(2, 3, 300, WORSE), NOW).state()).isSameAs(over);
    }

    @Test
    void shouldTellProgressNotMoreThanEveryTenSeconds() {
        // when
        Judge.Weighed first = judge.weigh(shadow(1, 2), report(1, 2, 2, BETTER), NOW);
        Judge.Weighed second = judge.weigh(first.state(), report(1, 2, 2, BETTER), NOW.plusSeconds(9));
        Judge.Weighed third = judge.weigh(second.state(), report(1, 2, 2, BETTER), NOW.plusSeconds(10));

        // then
        assertThat(first.told()).isTrue();
        assertThat(second.told()).isFalse();
        assertThat(second.state().getStagePairs()).isEqualTo(4);
        assertThat(third.told()).isTrue();
        assertThat(third.state().getStagePairs()).isEqualTo(6);
    }
}
