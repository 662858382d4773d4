package dev.narrows.stream.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.narrows.schemas.Evidence;
import dev.narrows.schemas.GeneratedRecords;
import dev.narrows.schemas.Rollout;
import dev.narrows.schemas.RolloutStage;
import dev.narrows.stream.config.RolloutSettings;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TrialViewTest {

    private static final RolloutSettings SETTINGS = new RolloutSettings(true, List.of(5, 50), 500, 0.01, 0.05, 0.02);

    @BeforeAll
    static void records() {
        GeneratedRecords.trust();
    }

    @Test
    void shouldTellWhatATrialThatHasJustBegunWaitsFor() {
        // given
        Rollout rollout = trial(List.of());

        // when
        Map<String, @Nullable Object> view = TrialView.of(rollout, SETTINGS).orElseThrow();

        // then
        assertThat(view).containsEntry("standing", "WAIT").containsEntry("stageRowsNeeded", 500L);
    }

    @Test
    void shouldTellNothingOfEvidenceThatAnotherBuildWrote() {
        // given: its state is not as long as ours
        Rollout rollout = trial(List.of(Evidence.newBuilder()
                .setGuardrail("worse")
                .setX(0)
                .setN(1)
                .setEValue(1)
                .setThreshold(20)
                .setState(List.of(1.0))
                .build()));

        // when, then
        assertThat(TrialView.of(rollout, SETTINGS)).isEmpty();
    }

    private static Rollout trial(List<Evidence> evidence) {
        return Rollout.newBuilder()
                .setModelName("default")
                .setStableVersion(1)
                .setCandidateVersion(2)
                .setStage(RolloutStage.SHADOW)
                .setReason("")
                .setChangedAt(Instant.EPOCH)
                .setEvidence(evidence)
                .build();
    }
}
