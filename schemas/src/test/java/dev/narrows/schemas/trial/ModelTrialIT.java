package dev.narrows.schemas.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.narrows.schemas.model.HostileGraphs;
import dev.narrows.schemas.model.ModelArtefact;
import dev.narrows.schemas.model.ModelRefusedException;
import dev.narrows.schemas.model.ToyModels;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.errors.InterruptException;
import org.junit.jupiter.api.Test;

/** Issue 21, 5b: whatever a version does when it runs, it does it to another process. */
class ModelTrialIT {

    private static final long PLENTY = 512L << 20;

    private final ModelTrial trial = new ModelTrial(TrialLimits.DEFAULT);

    @Test
    void shouldPassAVersionThatDoesWhatItSays() {
        // given
        ModelArtefact good = ToyModels.artefact("toy", 1, 784, 64);

        // then
        assertThatCode(() -> trial.require(good)).doesNotThrowAnyException();
        assertThat(ProcessHandle.current().children()).isEmpty();
    }

    @Test
    void shouldSayWhatTheCheckSays() {
        // given
        ModelArtefact toy = ToyModels.artefact("toy", 1, 4, 2);
        ModelArtefact other = ModelArtefact.of(
                toy.manifest(),
                toy.encoder(),
                ToyModels.artefact("toy", 2, 4, 2).decoder());

        // then
        assertThatThrownBy(() -> trial.require(other))
                .isInstanceOf(ModelRefusedException.class)
                .hasMessageStartingWith("check.reconstruction[0]: ");
    }

    @Test
    void shouldRefuseAGraphThatNeverEndsAndRememberIt() {
        // given
        ModelTrial hasty = new ModelTrial(new TrialLimits(Duration.ofSeconds(8), PLENTY));
        String reason = "trial in a process of its own: not done after 8 s (expected: an end before)";

        // when
        assertThatThrownBy(() -> hasty.require(HostileGraphs.endless("toy", 1, 4, 2)))
                .isInstanceOf(ModelRefusedException.class)
                .hasMessage(reason);

        // then the same graphs under another version are not even tried
        long start = System.nanoTime();
        assertThatThrownBy(() ->
                        hasty.require(HostileGraphs.endless("toy", 1, 4, 2).withVersion(2)))
                .hasMessage(reason);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
        assertThat(ProcessHandle.current().children()).isEmpty();
    }

    @Test
    void shouldRefuseAGraphThatTakesTooMuchMemory() {
        // given
        ModelTrial small = new ModelTrial(new TrialLimits(Duration.ofSeconds(60), 256L << 20));

        // then while it fills what is within its address space
        assertThatThrownBy(() -> small.require(HostileGraphs.hungry("toy", 1, 4, 2, 420L << 20)))
                .isInstanceOf(ModelRefusedException.class)
                .hasMessageMatching("trial in a process of its own: took \\d+ MiB \\(expected: at most 256 MiB\\)");
        // then at once where it asks for more
        assertThatThrownBy(() -> small.require(HostileGraphs.hungry("toy", 1, 4, 2, 20L << 30)))
                .isInstanceOf(ModelRefusedException.class)
                .hasMessageContaining("Failed to allocate memory");
    }

    @Test
    void shouldRefuseAGraphThatCrashesOnnxRuntimeAndRememberIt() {
        // given
        ModelArtefact crashing = HostileGraphs.crashing("toy", 1, 64, 2);

        // when
        assertThatThrownBy(() -> trial.require(crashing))
                .isInstanceOf(ModelRefusedException.class)
                .hasMessageMatching(
                        "trial in a process of its own: died of SIG[A-Z]+ with exit code \\d+ \\(expected: a verdict;"
                                + " the graph breaks the process it runs in\\)");

        // then
        long start = System.nanoTime();
        assertThatThrownBy(() -> trial.require(crashing.withVersion(2))).hasMessageContaining("died of SIG");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(200));
    }

    @Test
    void shouldLeaveNoProcessBehindWhenItIsInterrupted() throws InterruptedException {
        // given
        CompletableFuture<Throwable> ended = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                trial.require(HostileGraphs.endless("toy", 1, 4, 2));
                ended.complete(null);
            } catch (RuntimeException e) {
                ended.complete(e);
            }
        });
        thread.start();
        await().until(() -> ProcessHandle.current().children().findAny().isPresent());

        // when
        thread.interrupt();

        // then
        assertThat(ended.join()).isInstanceOf(InterruptException.class);
        thread.join();
        await().until(() -> ProcessHandle.current().children().findAny().isEmpty());
    }
}
