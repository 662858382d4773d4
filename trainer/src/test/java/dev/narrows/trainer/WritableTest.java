package dev.narrows.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WritableTest {

    @TempDir
    private Path folder;

    @Test
    void shouldTakeANewFileInAFolderThatIsThereAndMakeNothing() {
        // given
        Path file = folder.resolve("report.html");

        // when / then
        assertThatCode(() -> Writable.file("--report", file)).doesNotThrowAnyException();
        assertThat(file).doesNotExist();
    }

    @Test
    void shouldRefuseAFileInAFolderThatIsMissing() {
        // given
        Path file = folder.resolve("missing/report.html");

        // when / then
        assertThatThrownBy(() -> Writable.file("--report", file))
                .hasMessage("--report: " + file + " (expected: a file that can be written)");
    }

    @Test
    void shouldRefuseAFolderInPlaceOfAFile() {
        // when / then
        assertThatThrownBy(() -> Writable.file("--report", folder)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldTakeAFolderThatCanBeMade() {
        // given
        Path deep = folder.resolve("a/b");

        // when / then
        assertThatCode(() -> Writable.folder("--output", deep)).doesNotThrowAnyException();
        assertThat(deep).doesNotExist();
    }

    @Test
    void shouldRefuseAFolderWithinAFile() throws IOException {
        // given
        Path file = Files.writeString(folder.resolve("file"), "");
        Path within = file.resolve("model");

        // when / then
        assertThatThrownBy(() -> Writable.folder("--output", within))
                .hasMessage("--output: " + within + " (expected: a folder that can be written)");
    }
}
