package dev.narrows.trainer.dataset.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.narrows.trainer.dataset.Dataset;
import dev.narrows.trainer.dataset.DatasetException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On files that DuckDB wrote; see make_golden_parquet.mjs. */
class ParquetTableTest {

    @TempDir
    private Path folder;

    @Test
    void shouldTakeTheColumnsAndTheLabelsThatAreNamed() throws IOException {
        // given
        Path file = copy("mixed-snappy");
        float[] read = new float[6];

        // when
        Dataset data = ParquetTable.read(file, new TableSettings(List.of("d", "b"), Optional.of("c")));
        data.read(0, 3, read);

        // then
        assertThat(read).containsExactly(3, 1, 7, 5, 11, 9);
        assertThat(data.featureNames()).containsExactly("d", "b");
        assertThat(data.labels())
                .hasValueSatisfying(labels -> assertThat(labels).containsExactly(2, 6, 10));
    }

    @Test
    void shouldReadAllFilesOfAFolderOneAfterTheOther() throws IOException {
        // given
        copy("floats-zstd");
        copy("mixed-snappy");

        // when
        Dataset data = ParquetTable.read(folder, TableSettings.DEFAULT);

        // then
        assertThat(data.rows()).isEqualTo(6);
    }

    @Test
    void shouldNameTheColumnsThatThereAre() throws IOException {
        // given
        Path file = copy("floats-plain");

        // when / then
        assertThatThrownBy(() -> ParquetTable.read(file, new TableSettings(List.of(), Optional.of("y"))))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("no column 'y' (expected: one of [a, b, c, d])");
    }

    @Test
    void shouldNameACompressionThatItCannotUndo() throws IOException {
        // given
        Path file = copy("refused", "floats-brotli");

        // when / then
        assertThatThrownBy(() -> ParquetTable.read(file, TableSettings.DEFAULT))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining(
                        "column 'a' compressed with BROTLI (expected: one of [UNCOMPRESSED, SNAPPY, GZIP, ZSTD, LZ4_RAW])");
    }

    @ParameterizedTest
    @ValueSource(strings = {"floats-zstd", "mixed-snappy", "list-gzip", "floats-lz4", "floats-plain"})
    void shouldRefuseAFileThatIsCutShortOrDamaged(String name) throws IOException {
        // given
        Path file = copy(name);
        byte[] whole = Files.readAllBytes(file);
        Random random = new Random(1);

        for (int length = 0; length < whole.length; length += 13) {
            Files.write(file, Arrays.copyOf(whole, length));

            // when / then
            assertThatThrownBy(() -> ParquetTable.read(file, TableSettings.DEFAULT))
                    .as("%d of %d bytes", length, whole.length)
                    .isInstanceOf(DatasetException.class);
        }
        for (int round = 0; round < 100; round++) {
            byte[] damaged = whole.clone();
            damaged[random.nextInt(whole.length)] = (byte) random.nextInt();
            Files.write(file, damaged);
            readOrRefuse(file);
        }
    }

    private static void readOrRefuse(Path file) {
        try {
            assertThat(ParquetTable.read(file, TableSettings.DEFAULT).rows()).isPositive();
        } catch (DatasetException e) {
            assertThat(e).hasMessageContaining("expected");
        }
    }

    private Path copy(String name) throws IOException {
        return copy("golden", name);
    }

    private Path copy(String kind, String name) throws IOException {
        String golden = "/dev/narrows/trainer/dataset/" + kind + "/" + name + ".parquet";
        Path file = folder.resolve(name + ".parquet");
        try (InputStream in = Objects.requireNonNull(getClass().getResourceAsStream(golden))) {
            Files.copy(in, file);
        }
        return file;
    }
}
