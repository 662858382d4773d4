package dev.narrows.trainer.dataset.array;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.narrows.trainer.dataset.Dataset;
import dev.narrows.trainer.dataset.DatasetException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArrayArchiveTest {

    @TempDir
    private Path folder;

    @Test
    void shouldTakeTheArrayThatIsAskedForAndItsLabels() throws IOException {
        // given
        Path file = archive("x_train", "3, 2", "y_train", "3,", "x_test", "2, 2", "y_test", "2,");

        // when
        Dataset usual = ArrayArchive.read(file, Optional.empty());
        Dataset test = ArrayArchive.read(file, Optional.of("x_test"));

        // then
        assertThat(usual.rows()).isEqualTo(3);
        assertThat(usual.labels())
                .hasValueSatisfying(labels -> assertThat(labels).hasSize(3));
        assertThat(test.rows()).isEqualTo(2);
        assertThat(test.labels())
                .hasValueSatisfying(labels -> assertThat(labels).hasSize(2));
    }

    @Test
    void shouldKeepTheShapeOfARow() throws IOException {
        // given
        Path file = archive("images", "2, 3, 4");

        // when
        Dataset data = ArrayArchive.read(file, Optional.empty());

        // then
        assertThat(data.dim()).isEqualTo(12);
        assertThat(data.shape()).containsExactly(3, 4);
        assertThat(data.labels()).isEmpty();
    }

    @Test
    void shouldNameTheArraysWhereItIsNotClearWhichIsMeant() throws IOException {
        // given
        Path two = archive("a", "3, 2", "b", "3, 4");

        // when / then
        assertThatThrownBy(() -> ArrayArchive.read(two, Optional.empty()))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("arrays {a=[3, 2], b=[3, 4]} (expected: one named X");
        assertThatThrownBy(() -> ArrayArchive.read(two, Optional.of("c")))
                .hasMessageContaining("no array 'c' (expected: one of {a=[3, 2], b=[3, 4]})");
    }

    @Test
    void shouldRefuseLabelsOfAnotherNumberOfRows() throws IOException {
        // given
        Path file = archive("X", "3, 2", "y", "2,");

        // when / then
        assertThatThrownBy(() -> ArrayArchive.read(file, Optional.empty()))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("labels: 2 (expected: one a row, 3)");
    }

    @Test
    void shouldRefuseAnArchiveWithoutNumbers() throws IOException {
        // given
        Path file = folder.resolve("other.npz");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry("names.npy"));
            zip.write(new byte[] {1, 2, 3});
            zip.closeEntry();
        }
        Path empty = Files.write(folder.resolve("empty.npz"), new byte[0]);

        // when / then
        assertThatThrownBy(() -> ArrayArchive.read(file, Optional.empty()))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("no array of numbers [other.npz, names.npy: 3 bytes (expected: a header");
        assertThatThrownBy(() -> ArrayArchive.read(empty, Optional.empty())).isInstanceOf(DatasetException.class);
    }

    /** Names and shapes in turn; the numbers are all 0. */
    private Path archive(String... namesAndShapes) throws IOException {
        Path file = folder.resolve("made.npz");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (int i = 0; i < namesAndShapes.length; i += 2) {
                zip.putNextEntry(new ZipEntry(namesAndShapes[i] + ".npy"));
                write(zip, namesAndShapes[i + 1]);
                zip.closeEntry();
            }
        }
        return file;
    }

    private static void write(OutputStream out, String shape) throws IOException {
        List<Integer> sizes = List.of(shape.replace(" ", "").split(",")).stream()
                .map(Integer::valueOf)
                .toList();
        String made = new String(NpyHeader.of(1, List.of(9999)), ISO_8859_1);
        String header = made.replace("1, 9999", String.format("%-7s", shape));
        out.write(header.getBytes(ISO_8859_1));
        out.write(new byte[sizes.stream().reduce(Float.BYTES, Math::multiplyExact)]);
    }
}
