package dev.narrows.trainer.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OwnedTest {

    private final List<String> closed = new ArrayList<>();

    @Test
    void shouldCloseWhatWasNotHandedOn() {
        // given
        Owned<String> owned = new Owned<>("weights", closed::add);

        // when
        owned.close();

        // then
        assertThat(closed).containsExactly("weights");
    }

    @Test
    void shouldLeaveWhatWasHandedOnToItsNextOwner() {
        // given
        Owned<String> owned = new Owned<>("weights", closed::add);

        // when
        String handedOn = owned.handOn();
        owned.close();

        // then
        assertThat(handedOn).isEqualTo("weights");
        assertThat(closed).isEmpty();
    }

    @Test
    void shouldCloseOnce() {
        // given
        Owned<String> owned = new Owned<>("weights", closed::add);
        owned.close();

        // when
        owned.close();

        // then
        assertThat(closed).hasSize(1);
    }
}
