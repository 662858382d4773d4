package dev.narrows.laboratory.venue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.narrows.trainer.dataset.DatasetException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchDataTest {

    @TempDir
    private Path folder;

    @Test
    void shouldNameASetByItsFolder() throws IOException {
        // given
        Path set = Files.createDirectories(folder.resolve("sensors"));
        Files.write(set.resolve("X.csv"), List.of("a,b,c", "1,2,3", "4,5,6"));

        // when
        BenchData data = BenchData.open(set);

        // then
        assertThat(data.name()).isEqualTo("sensors");
        assertThat(data.rows().rows()).isEqualTo(2);
        assertThat(data.rows().dim()).isEqualTo(3);
    }

    @Test
    void shouldTakeAFileOfAnyFormat() throws IOException {
        // given
        Path words = Files.write(folder.resolve("words.vec"), List.of("2 3", "one 1 2 3", "two 4 5 6"));

        // when
        BenchData data = BenchData.open(words);

        // then
        assertThat(data.name()).isEqualTo("words.vec");
        assertThat(data.rows().rows()).isEqualTo(2);
        assertThat(data.rows().dim()).isEqualTo(3);
    }

    @Test
    void shouldBringTheDigitsOfTheDemo() {
        // when
        BenchData data = BenchData.digits(folder);

        // then
        assertThat(data.rows().rows()).isEqualTo(8_500);
        assertThat(data.rows().shape()).containsExactly(28, 28);
    }

    @Test
    void shouldSayWhatAFolderMustHold() {
        assertThatThrownBy(() -> BenchData.open(folder))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining(folder + ": nothing known in that folder (expected: X.npy or X_train.npy");
    }
}
