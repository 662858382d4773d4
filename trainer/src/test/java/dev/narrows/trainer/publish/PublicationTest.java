package dev.narrows.trainer.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.narrows.schemas.RolloutCommand;
import dev.narrows.schemas.RolloutCommandType;
import dev.narrows.schemas.model.ModelArtefact;
import dev.narrows.schemas.model.ModelId;
import dev.narrows.schemas.model.ToyModels;
import dev.narrows.schemas.rollout.InMemoryRollouts;
import dev.narrows.schemas.rollout.RolloutCommands;
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
    private final InMemoryRollouts rollouts = new InMemoryRollouts();
    private final RolloutCommands commands = rollouts.commands();
    private final ModelArtefact draft = ToyModels.artefact("toy", 1, 8, 2);

    @AfterEach
    void close() {
        commands.close();
        store.close();
    }

    @Test
    void shouldGiveEachModelTheNextVersionAndSubmitIt() {
        // given
        Publication publication = new Publication(store, commands, clock);
        publication.publish(draft);

        // when
        ModelId second = publication.publish(draft);

        // then
        assertThat(second).isEqualTo(new ModelId("toy", 2));
        assertThat(store.load(second).encoder()).isEqualTo(draft.encoder());
        assertThat(rollouts.asked()).extracting(RolloutCommand::getVersion).containsExactly(1, 2);
        RolloutCommand command = rollouts.asked().get(1);
        assertThat(command.getType()).isEqualTo(RolloutCommandType.SUBMIT);
        assertThat(command.getModelName()).isEqualTo("toy");
        assertThat(command.getPolicy()).isNull();
        assertThat(command.getAt()).isEqualTo(clock.instant());
    }

    @Test
    void shouldAskForAVersionToBeStableAtOnce() {
        // when
        new Publication(store, commands, clock).atOnce().publish(draft);

        // then
        assertThat(rollouts.asked()).extracting(RolloutCommand::getPolicy).containsExactly("immediate");
    }

    @Test
    void shouldAskForAVersionToBeTriedFirst() {
        // when
        new Publication(store, commands, clock).onTrial().publish(draft);

        // then
        assertThat(rollouts.asked()).extracting(RolloutCommand::getPolicy).containsExactly("guarded");
    }

    @Test
    void shouldAskForNothingWhereItIsNotToRollOut() {
        // when
        ModelId id = new Publication(store, null, clock).publish(draft);

        // then
        assertThat(store.versions("toy")).containsKey(id.version());
        assertThat(rollouts.asked()).isEmpty();
    }
}
