package dev.narrows.laboratory.jvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildrenIT {

    private final Children children = new Children();

    @Test
    void shouldKillWhatRunsAndStandsStillAtTheEnd() throws IOException, InterruptedException {
        // given
        Process runs = children.start(waiting());
        Process standsStill = children.start(waiting());
        assertThat(new ProcessBuilder("kill", "-STOP", "" + standsStill.pid())
                        .start()
                        .waitFor())
                .isZero();

        // when
        children.end();

        // then
        assertThat(runs.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(standsStill.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void shouldStartNothingAfterTheEnd(@TempDir Path folder) {
        // given
        Path trace = folder.resolve("trace");
        children.end();

        // when, then
        assertThatThrownBy(() -> children.start(new ProcessBuilder("touch", trace.toString())))
                .isInstanceOf(BenchException.class)
                .hasMessageContaining("not started");
        assertThat(Files.exists(trace)).isFalse();
    }

    @Test
    void shouldLeaveAloneWhatItWasToldIsGone() throws IOException, InterruptedException {
        // given
        Process other = children.start(waiting());
        children.forget(other);

        // when
        children.end();

        // then
        assertThat(other.waitFor(200, TimeUnit.MILLISECONDS)).isFalse();
        other.destroyForcibly();
    }

    /** Waits for input that never comes. */
    private static ProcessBuilder waiting() {
        return new ProcessBuilder("cat").redirectOutput(new File("/dev/null"));
    }
}
