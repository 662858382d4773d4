package dev.narrows.trainer.dataset.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.narrows.trainer.dataset.DatasetException;
import dev.narrows.trainer.dataset.array.NpyWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    @ParameterizedTest
    @CsvSource({
        "f4.npy, X.npy",
        "f4.npy.gz, X.npy.gz",
        "only.npz, X.npz",
        "doubles.idx, X.idx",
        "rows-idx2-ubyte, X-idx2-ubyte",
        "rows-idx2-ubyte.gz, X-idx2-ubyte.gz",
        "plain.csv, X.csv",
        "plain.csv.gz, X.csv.gz",
        "tabs.tsv, X.tsv",
        "floats-zstd.parquet, X.parquet",
        "word2vec.vec, X.vec",
        "word2vec.bin, X.bin"
    })
    void shouldReadEveryFormatThatAFileHas(String golden, String name) throws IOException {
        // given
        copy(golden, name);

        // when
        DataFolder opened = DataFolder.open(folder);

        // then
        assertThat(opened.rows().rows()).isPositive();
        assertThat(DataFormat.of(folder)).isEqualTo(DataFormat.SET);
    }

    @Test
    void shouldTakeLabelsFromATableOfOneColumn() throws IOException {
        // given
        Files.write(folder.resolve("X.csv"), List.of("a,b", "1,2", "3,4", "5,6"));
        Files.write(folder.resolve("y.csv"), List.of("label", "0", "1", "0"));

        // when
        DataFolder opened = DataFolder.open(folder);

        // then
        assertThat(DataFolder.isLabelled(folder)).isTrue();
        assertThat(opened.rows().labels())
                .hasValueSatisfying(labels -> assertThat(labels).containsExactly(0, 1, 0));
    }

    @Test
    void shouldRefuseLabelsOfSeveralColumns() throws IOException {
        // given
        write("X.npy", 2);
        Files.write(folder.resolve("y.csv"), List.of("0,1", "1,0"));

        // when / then
        assertThatThrownBy(() -> DataFolder.open(folder))
                .isInstanceOf(DatasetException.class)
                .hasMessage("labels: y.csv: 2 columns (expected: one, a label a row)");
    }

    @Test
    void shouldRefuseTwoFilesForTheSameRows() throws IOException {
        // given
        write("X.npy", 2);
        Files.write(folder.resolve("X.csv"), List.of("0,1", "1,0"));

        // when / then
        assertThatThrownBy(() -> DataFolder.open(folder))
                .isInstanceOf(DatasetException.class)
                .hasMessage("data: [X.csv, X.npy] (expected: one file for X)");
    }

    @Test
    void shouldTakeTheUnpackedOneOfTwo() throws IOException {
        // given
        write("X.npy", 2);
        copy("f4.npy.gz", "X.npy.gz");

        // when
        DataFolder opened = DataFolder.open(folder);

        // then
        assertThat(opened.rows().rows()).isEqualTo(2);
    }

    @Test
    void shouldTakeAFileForAllRows() throws IOException {
        // given
        Path file = Files.write(folder.resolve("rows.csv"), List.of("1,2", "3,4"));

        // when
        DataFolder opened = DataFolder.open(file);

        // then
        assertThat(opened.name()).isEqualTo("rows.csv");
        assertThat(opened.rows().rows()).isEqualTo(2);
        assertThat(opened.test()).isEmpty();
    }

    @Test
    void shouldTakeAFolderOfParquetFilesForAllRows() throws IOException {
        // given
        copy("floats-plain.parquet", "one.parquet");
        copy("floats-zstd.parquet", "two.parquet");

        // when
        DataFolder opened = DataFolder.open(folder);

        // then
        assertThat(opened.rows().rows()).isPositive();
        assertThat(opened.test()).isEmpty();
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

    private void copy(String golden, String name) throws IOException {
        String resource = "/dev/narrows/trainer/dataset/golden/" + golden;
        try (InputStream in = Objects.requireNonNull(getClass().getResourceAsStream(resource), resource)) {
            Files.copy(in, folder.resolve(name));
        }
    }
}
