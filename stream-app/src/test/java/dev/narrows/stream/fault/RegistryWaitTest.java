package dev.narrows.stream.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.narrows.schemas.registry.FakeRegistryServer;
import dev.narrows.schemas.registry.RegistryException;
import dev.narrows.schemas.registry.SchemaRegistry;
import dev.narrows.stream.fixture.DrivenTopology;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RegistryWaitTest {

    private final DrivenTopology.Waits waits = new DrivenTopology.Waits();
    private final RegistryException why = failure();

    @Test
    void shouldTellOnceForAnAttemptAndGiveUpAtTheLimit() {
        // given
        RegistryWait.Attempt attempt = new RegistryWait(Duration.ofMillis(250), waits).begin();

        // when
        attempt.pause(why);
        attempt.pause(why);

        // then
        assertThatThrownBy(() -> attempt.pause(why)).isSameAs(why);
        assertThat(waits.gone()).isEqualTo(1);
    }

    @Test
    void shouldNotWaitOnceStopped() {
        // given
        RegistryWait wait = new RegistryWait(Duration.ofHours(1), waits);
        wait.stop();

        // when, then
        assertThatThrownBy(() -> wait.begin().pause(why)).isSameAs(why);
    }

    @Test
    void shouldEndAWaitWhenInterruptedAndKeepTheInterrupt() {
        // given
        RegistryWait wait = new RegistryWait(Duration.ofHours(1), waits);
        Thread.currentThread().interrupt();

        // when, then
        assertThatThrownBy(() -> wait.begin().pause(why)).isSameAs(why);
        assertThat(Thread.interrupted()).isTrue();
    }

    private static RegistryException failure() {
        try (FakeRegistryServer server = FakeRegistryServer.start();
                SchemaRegistry registry = server.connect()) {
            server.failWith(503);
            registry.schema(1);
            throw new AssertionError("no failure");
        } catch (RegistryException e) {
            return e;
        }
    }
}
