package dev.narrows.stream.control;

import static dev.narrows.stream.control.Rollouts.NOW;
import static dev.narrows.stream.control.Rollouts.canary;
import static dev.narrows.stream.control.Rollouts.command;
import static dev.narrows.stream.control.Rollouts.expected;
import static dev.narrows.stream.control.Rollouts.shadow;
import static dev.narrows.stream.control.Rollouts.stable;
import static org.assertj.core.api.Assertions.assertThat;

import dev.narrows.schemas.Evidence;
import dev.narrows.schemas.Rollout;
import dev.narrows.schemas.RolloutChange;
import dev.narrows.schemas.RolloutCommand;
import dev.narrows.schemas.RolloutCommandType;
import dev.narrows.schemas.RolloutPolicy;
import dev.narrows.schemas.RolloutStage;
import dev.narrows.schemas.ServedVersion;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class CommandsTest {

    private final Commands commands = new Commands(Rollouts.versions(9), Rollouts.SETTINGS);

    @Test
    void shouldMakeTheFirstVersionStableAtOnce() {
        // when
        Rollout next = answer(Rollouts.none(), command(RolloutCommandType.SUBMIT, 1));

        // then
        assertThat(next.getStableVersion()).isEqualTo(1);
        assertThat(next.getCandidateVersion()).isNull();
        assertThat(next.getChange()).isEqualTo(RolloutChange.PROMOTED);
        assertThat(next.getReason()).isEqualTo("because; the first version, its checks passed");
    }

    @Test
    void shouldTryALaterVersionInShadow() {
        // given
        Rollout state = Rollout.newBuilder(stable(1))
                .setEvidence(List.of(new Evidence("worse", 1.0, 1L, 1.0, 1.0, "of an older one", List.of())))
                .build();

        // when
        RolloutCommand command = command(RolloutCommandType.SUBMIT, 2);
        Rollout next = answer(state, command);

        // then
        assertThat(next.getStableVersion()).isEqualTo(1);
        assertThat(next.getCandidateVersion()).isEqualTo(2);
        assertThat(next.getStage()).isEqualTo(RolloutStage.SHADOW);
        assertThat(next.getStageSince()).isEqualTo(NOW);
        assertThat(next.getEvidence()).isEmpty();
        assertThat(next.getCommandId()).isEqualTo(command.getId());
        assertThat(next.getActor()).isEqualTo("ada");
        assertThat(next.getChangedAt()).isEqualTo(NOW);
    }

    @Test
    void shouldReplaceTheCandidateByANewerOne() {
        // when
        Rollout next = answer(canary(1, 2, 50), command(RolloutCommandType.SUBMIT, 3));

        // then
        assertThat(next.getCandidateVersion()).isEqualTo(3);
        assertThat(next.getStage()).isEqualTo(RolloutStage.SHADOW);
        assertThat(next.getCanaryPercent()).isZero();
        assertThat(next.getReason()).isEqualTo("because; instead of version 2, which was in canary at 50 %");
        assertThat(next.getServed()).contains(new ServedVersion(2, NOW));
    }

    @Test
    void shouldRefuseWhatDoesNotPassItsCheckAndLeaveTheRest() {
        // given
        Rollout state = shadow(1, 2);

        // when
        Rollout next = answer(state, command(RolloutCommandType.SUBMIT, 9));

        // then
        refused(state, next, "toy/9: bad");
    }

    @Test
    void shouldMakeAVersionStableAtOnceWhereThePolicySaysSo() {
        // when
        Rollout next = answer(
                stable(1),
                command(RolloutCommandType.SUBMIT)
                        .setVersion(2)
                        .setPolicy("immediate")
                        .build());

        // then
        assertThat(next.getStableVersion()).isEqualTo(2);
        assertThat(next.getPreviousVersion()).isEqualTo(1);
        assertThat(next.getPolicy()).isEqualTo(RolloutPolicy.GUARDED);
    }

    @Test
    void shouldPromoteTheCandidateFromAnyStageAndRememberWhatItReplaced() {
        // when
        Rollout next = answer(canary(1, 2, 5), command(RolloutCommandType.PROMOTE, 2));

        // then
        assertThat(next.getStableVersion()).isEqualTo(2);
        assertThat(next.getPreviousVersion()).isEqualTo(1);
        assertThat(next.getStage()).isEqualTo(RolloutStage.NONE);
        assertThat(next.getCandidateVersion()).isNull();
        assertThat(next.getCanaryPercent()).isZero();
    }

    @Test
    void shouldGoThroughTheStagesOneByOne() {
        // given
        RolloutCommand advance = command(RolloutCommandType.ADVANCE).build();

        // when
        Rollout first = answer(shadow(1, 2), advance);
        Rollout second = answer(first, advance);
        Rollout third = answer(second, advance);

        // then
        assertThat(first.getStage()).isEqualTo(RolloutStage.CANARY);
        assertThat(first.getCanaryPercent()).isEqualTo(5);
        assertThat(second.getCanaryPercent()).isEqualTo(50);
        assertThat(third.getStableVersion()).isEqualTo(2);
        assertThat(third.getStage()).isEqualTo(RolloutStage.NONE);
    }

    @Test
    void shouldEndATrialByRollingBack() {
        // when
        Rollout next =
                answer(canary(1, 2, 5), command(RolloutCommandType.ROLLBACK).build());

        // then
        assertThat(next.getStableVersion()).isEqualTo(1);
        assertThat(next.getCandidateVersion()).isNull();
        assertThat(next.getChange()).isEqualTo(RolloutChange.ROLLED_BACK);
        assertThat(next.getReason()).isEqualTo("because");
    }

    @Test
    void shouldRollBackToWhatWasStableBeforeWithoutATrial() {
        // given
        Rollout state = Rollout.newBuilder(stable(5)).setPreviousVersion(3).build();

        // when
        Rollout next = answer(state, command(RolloutCommandType.ROLLBACK).build());

        // then
        assertThat(next.getStableVersion()).isEqualTo(3);
        assertThat(next.getPreviousVersion()).isEqualTo(2);
    }

    @Test
    void shouldNotRollBackToARetiredVersion() {
        // given
        Rollout state = Rollout.newBuilder(stable(3))
                .setPreviousVersion(2)
                .setRetiredVersions(List.of(2))
                .build();

        // when
        Rollout next = answer(state, command(RolloutCommandType.ROLLBACK).build());

        // then
        assertThat(next.getStableVersion()).isEqualTo(1);
        assertThat(next.getPreviousVersion()).isNull();
    }

    @ParameterizedTest
    @EnumSource(
            value = RolloutCommandType.class,
            names = {"ADVANCE", "PAUSE", "RESUME"})
    void shouldRefuseWhatOnlyATrialAllows(RolloutCommandType type) {
        // given
        Rollout state = stable(1);

        // when
        Rollout next = answer(state, command(type).build());

        // then
        refused(state, next, "model: toy has no candidate (expected: one on trial)");
    }

    @Test
    void shouldRefuseToRollBackFromNothing() {
        refused(
                Rollouts.none(),
                answer(Rollouts.none(), command(RolloutCommandType.ROLLBACK).build()),
                "model: toy has no stable version (expected: one to roll back from)");
    }

    @Test
    void shouldRefuseACommandThatExpectsAnotherState() {
        // given
        Rollout state = canary(1, 2, 5);

        // when
        Rollout next = answer(
                state,
                command(RolloutCommandType.PROMOTE)
                        .setVersion(2)
                        .setExpected(expected(1, null))
                        .build());

        // then
        refused(
                state,
                next,
                "rollout: stable 1, candidate 2 (expected: stable 1, candidate null, as it was when this was asked for)");
    }

    @Test
    void shouldPauseAndResume() {
        // when
        Rollout paused = answer(shadow(1, 2), command(RolloutCommandType.PAUSE).build());
        Rollout resumed = answer(paused, command(RolloutCommandType.RESUME).build());

        // then
        assertThat(paused.getPaused()).isTrue();
        assertThat(paused.getStage()).isEqualTo(RolloutStage.SHADOW);
        assertThat(resumed.getPaused()).isFalse();
    }

    @Test
    void shouldRetireOnlyWhatHasNoLatentsLeft() {
        // given
        Rollout state = Rollout.newBuilder(stable(3))
                .setServed(List.of(
                        new ServedVersion(1, NOW.minus(Duration.ofDays(2))),
                        new ServedVersion(2, NOW.minus(Duration.ofHours(2)))))
                .build();

        // when
        Rollout gone = answer(state, command(RolloutCommandType.RETIRE, 1));
        Rollout there = answer(state, command(RolloutCommandType.RETIRE, 2));
        Rollout forced = answer(
                state,
                command(RolloutCommandType.RETIRE).setVersion(2).setForce(true).build());

        // then
        assertThat(gone.getRetiredVersions()).containsExactly(1);
        refused(
                state,
                there,
                "version: 2 may have latents in the topic, which keeps them for PT24H (expected: none, or force)");
        assertThat(forced.getRetiredVersions()).containsExactly(2);
    }

    @Test
    void shouldNotRetireWhatIsInService() {
        // given
        Rollout state = shadow(1, 2);

        // when, then
        refused(
                state,
                answer(state, command(RolloutCommandType.RETIRE, 2)),
                "version: 2 is in service (expected: one that neither encodes nor is tried)");
    }

    @Test
    void shouldNotSubmitARetiredVersion() {
        // given
        Rollout state =
                Rollout.newBuilder(stable(3)).setRetiredVersions(List.of(2)).build();

        // when, then
        refused(
                state,
                answer(state, command(RolloutCommandType.SUBMIT, 2)),
                "version: 2 is retired (expected: one that is not)");
    }

    @Test
    void shouldSetThePolicyOrSayWhatIsWrongWithIt() {
        // given
        Rollout state = shadow(1, 2);
        RolloutCommand.Builder command = command(RolloutCommandType.SET_POLICY).setPolicy("manual");

        // when
        Rollout next = answer(state, command.setCanaryPercents(List.of(1, 100)).build());
        Rollout falling =
                answer(state, command.setCanaryPercents(List.of(50, 10)).build());
        Rollout unknown = answer(state, command.setPolicy("bold").build());

        // then
        assertThat(next.getPolicy()).isEqualTo(RolloutPolicy.MANUAL);
        assertThat(next.getCanaryPercents()).containsExactly(1, 100);
        assertThat(next.getCandidateVersion()).isEqualTo(2);
        refused(state, falling, "canaryPercents: [50, 10] (expected: rising, each 1 to 100)");
        assertThat(unknown.getChange()).isEqualTo(RolloutChange.REFUSED);
    }

    @ParameterizedTest
    @CsvSource({"MANUAL,GUARDED", "GUARDED,IMMEDIATE", "GUARDED,MANUAL"})
    void shouldTryAVersionByThePolicyThatItWasSubmittedWith(RolloutPolicy asked, RolloutPolicy ofModel) {
        // given
        Rollout state = Rollout.newBuilder(stable(1)).setPolicy(ofModel).build();
        RolloutCommand submit = RolloutCommand.newBuilder(command(RolloutCommandType.SUBMIT, 2))
                .setPolicy(asked.name().toLowerCase(Locale.ROOT))
                .build();

        // when
        Rollout next = answer(state, submit);
        Rollout set = answer(
                next,
                command(RolloutCommandType.SET_POLICY).setPolicy("guarded").build());
        Rollout over = answer(next, command(RolloutCommandType.ROLLBACK).build());

        // then: for this trial alone, unless the model's policy is set meanwhile
        assertThat(next.getCandidateVersion()).isEqualTo(2);
        assertThat(next.getTrialPolicy()).isEqualTo(asked);
        assertThat(next.getPolicy()).isEqualTo(ofModel);
        assertThat(set.getTrialPolicy()).isNull();
        assertThat(over.getTrialPolicy()).isNull();
        assertThat(over.getPolicy()).isEqualTo(ofModel);
    }

    private Rollout answer(Rollout state, RolloutCommand command) {
        return commands.answer(state, command, NOW);
    }

    private static void refused(Rollout before, Rollout after, String why) {
        assertThat(after.getChange()).isEqualTo(RolloutChange.REFUSED);
        assertThat(after.getReason()).isEqualTo(why);
        assertThat(after)
                .usingRecursiveComparison()
                .ignoringFields("change", "reason", "actor", "commandId", "changedAt")
                .isEqualTo(before);
    }
}
