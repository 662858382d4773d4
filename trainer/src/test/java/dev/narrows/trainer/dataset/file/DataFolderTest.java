package dev.narrows.trainer.dataset.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.narrows.trainer.dataset.DatasetException;
import dev.narrows.trainer.dataset.array.NpyWriter;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {

    @TempDir
    private Path folder;

    @Test
    void shouldReadASetWithoutASplit() throws IOException {
        write("X.npy", 3);

        DataFolder opened = DataFolder.open(folder);

        assertThat(opened.name()).isEqualTo(folder.getFileName().toString());
        assertThat(opened.rows().rows()).isEqualTo(3);
        assertThat(opened.test()).isEmpty();
        assertThat(DataFolder.isLabelled(folder)).isFalse();
    }

    @Test
    void shouldKeepTheSplitOfTheSet() throws IOException {
        write("X_train.npy", 3);
        write("X_test.npy", 2);

        DataFolder opened = DataFolder.open(folder);

        assertThat(opened.rows().rows()).isEqualTo(3);
        assertThat(opened.test().orElseThrow().rows()).isEqualTo(2);
    }

    @Test
    void shouldSayWhatAFolderMustHold() {
        assertThatThrownBy(() -> DataFolder.open(folder))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining(folder.toString())
                .hasMessageContaining("X.npy or X_train.npy");
    }

    private void write(String name, int rows) throws IOException {
        try (NpyWriter writer = NpyWriter.create(folder.resolve(name), 2)) {
            writer.write(new float[2 * rows], rows);
        }
    }
}
