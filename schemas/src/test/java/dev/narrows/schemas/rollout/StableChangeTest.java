package dev.narrows.schemas.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.narrows.schemas.Rollout;
import dev.narrows.schemas.model.ModelChoice;
import dev.narrows.schemas.model.ModelId;
import dev.narrows.schemas.model.ToyModels;
import dev.narrows.schemas.store.InMemoryModels;
import dev.narrows.schemas.store.ModelNotFoundException;
import dev.narrows.schemas.store.ModelStore;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StableChangeTest {

    private final ModelStore store = new InMemoryModels().store();
    private final RolloutLog rollouts = new InMemoryRollouts().log();
    private final StableChange change =
            new StableChange(store, rollouts, "models", Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));

    @BeforeEach
    void publish() {
        for (int version = 1; version <= 3; version++) {
            store.publish(ToyModels.artefact("toy", version, 4, 2));
        }
    }

    @Test
    void shouldKeepInMindWhatWasStableBefore() {
        // when
        promote(1);
        promote(3);
        promote(3);

        // then
        assertThat(now().getStableVersion()).isEqualTo(3);
        assertThat(now().getPreviousVersion()).isEqualTo(1);
    }

    @Test
    void shouldRollBackToWhatWasStableBeforeAndNeverForth() {
        // given
        promote(1);
        promote(3);

        // when
        change.rollBack("toy", "too many alerts");

        // then
        assertThat(now().getStableVersion()).isEqualTo(1);
        assertThat(now().getPreviousVersion()).isNull();
        assertThat(now().getReason()).isEqualTo("too many alerts");
        assertThatThrownBy(() -> change.rollBack("toy", "again"))
                .hasMessage("model: toy has no version before 1 (expected: one to roll back to)");
    }

    @Test
    void shouldRollBackToTheVersionBelowWhereNothingElseIsKnown() {
        // given what somebody wrote by hand
        rollouts.write(Rollout.newBuilder(promote(3)).setPreviousVersion(null).build());

        // when
        change.rollBack("toy", "too many alerts");

        // then
        assertThat(now().getStableVersion()).isEqualTo(2);
        assertThat(now().getPreviousVersion()).isEqualTo(1);
    }

    @Test
    void shouldPromoteNothingThatIsNotThere() {
        assertThatThrownBy(() -> promote(9)).isInstanceOf(ModelNotFoundException.class);
        assertThatThrownBy(() -> change.rollBack("toy", "no"))
                .hasMessage("model: toy has no stable version (expected: one to roll back from)");
    }

    @Test
    void shouldChooseTheStableVersionOrTheOneBeforeOrTheNewest() {
        // then
        assertThat(chosen("toy")).isEqualTo(3);

        // when
        promote(1);
        promote(2);

        // then
        assertThat(chosen("toy")).isEqualTo(2);
        assertThat(chosen("toy/3")).isEqualTo(3);

        // when the stable version does not exist
        rollouts.write(Rollout.newBuilder(now())
                .setStableVersion(7)
                .setPreviousVersion(2)
                .build());

        // then
        assertThat(chosen("toy")).isEqualTo(2);
    }

    private Rollout promote(int version) {
        return change.promote(new ModelId("toy", version), "test");
    }

    private Rollout now() {
        return rollouts.current("toy").orElseThrow();
    }

    private int chosen(String which) {
        return ChosenModel.find(ModelChoice.of(which), store, rollouts, "models")
                .getVersion();
    }
}
