package dev.narrows.trainer.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.narrows.schemas.Rollout;
import dev.narrows.schemas.RolloutStage;
import dev.narrows.schemas.model.ModelArtefact;
import dev.narrows.schemas.model.ModelId;
import dev.narrows.schemas.model.ToyModels;
import dev.narrows.schemas.rollout.InMemoryRollouts;
import dev.narrows.schemas.rollout.RolloutLog;
import dev.narrows.schemas.store.InMemoryModels;
import dev.narrows.schemas.store.ModelStore;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PublicationTest {

    private final Clock clock = Clock.fixed(Instant.parse("2026-03-01T10:00:00Z"), ZoneOffset.UTC);
    private final InMemoryModels models = new InMemoryModels();
    private final ModelStore store = models.store();
    private final RolloutLog rollouts = new InMemoryRollouts().log();
    private final ModelArtefact draft = ToyModels.artefact("toy", 1, 8, 2);

    @AfterEach
    void close() {
        rollouts.close();
        store.close();
    }

    @Test
    void shouldGiveEachModelTheNextVersionAndMakeItStable() {
        // given
        Publication publication = new Publication(store, rollouts, clock);
        publication.publish(draft);

        // when
        ModelId second = publication.publish(draft);

        // then
        assertThat(second).isEqualTo(new ModelId("toy", 2));
        assertThat(store.load(second).encoder()).isEqualTo(draft.encoder());
        Rollout rollout = rollouts.current("toy").orElseThrow();
        assertThat(rollout.getStableVersion()).isEqualTo(2);
        assertThat(rollout.getStage()).isEqualTo(RolloutStage.NONE);
        assertThat(rollout.getChangedAt()).isEqualTo(clock.instant());
    }

    @Test
    void shouldLeaveTheStableVersionAloneWhereItIsNotAskedToRollOut() {
        // given
        new Publication(store, rollouts, clock).publish(draft);

        // when
        ModelId second = new Publication(store, null, clock).publish(draft);

        // then
        assertThat(store.versions("toy")).containsKey(second.version());
        assertThat(rollouts.current("toy").orElseThrow().getStableVersion()).isEqualTo(1);
    }
}
