package dev.narrows.stream.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class MachineTest {

    @Test
    void shouldFindAHeapTooSmall() {
        // when, then
        assertThat(Machine.memory(64 << 20).state()).isEqualTo(Finding.State.BAD);
        assertThat(Machine.memory(64 << 20).detail()).contains("64 MiB", "expected: >= 200 MiB");
        assertThat(Machine.memory(512 << 20).state()).isEqualTo(Finding.State.GOOD);
    }

    @Test
    void shouldFindAFolderThatIsNotThere() {
        // when, then
        assertThat(Machine.disk(Path.of("no/such/folder")).state()).isEqualTo(Finding.State.BAD);
    }
}
