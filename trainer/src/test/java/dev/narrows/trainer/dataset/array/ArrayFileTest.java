package dev.narrows.trainer.dataset.array;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.narrows.trainer.dataset.Dataset;
import dev.narrows.trainer.dataset.DatasetException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArrayFileTest {

    @TempDir
    Path folder;

    @Test
    void shouldReadWhatNpyWriterWrote() throws IOException {
        // given
        float[] values = new float[40_000];
        for (int i = 0; i < values.length; i++) {
            values[i] = i / 7f;
        }
        Path file = folder.resolve("rows.npy");
        try (NpyWriter writer = NpyWriter.create(file, 8)) {
            writer.write(values, 3000);
            writer.write(Arrays.copyOfRange(values, 24_000, 40_000), 2000);
        }
        float[] read = new float[40_000];

        // when
        Dataset data = ArrayFile.rows(file);
        data.read(0, 5000, read);

        // then
        assertThat(data.rows()).isEqualTo(5000);
        assertThat(read).containsExactly(values);
    }

    @Test
    void shouldKeepTheShapeOfARow() throws IOException {
        // given
        Path file = npy("'<f4'", "(2, 2, 3)", new byte[48]);

        // when
        Dataset data = ArrayFile.rows(file);

        // then
        assertThat(data.dim()).isEqualTo(6);
        assertThat(data.shape()).containsExactly(2, 3);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "'<f4' | (3,) | shape [3] (expected: [rows, values]",
                "'<f4' | () | shape [] (expected: [rows, values]",
                "'<f4' | (0, 4) | none of them 0",
                "'<f4' | (3, 400) | the file is cut short",
                "'<f4' | (2000000000, 2000000000) | the file is cut short",
                "'<f4' | (99999999999, 4) | (expected: each below 2^31)",
                "'<c8' | (3, 4) | elements 'c8' (expected: bool, int8",
                "[('a', '<f4')] | (3,) | plain numbers as numpy.save writes them",
            })
    void shouldSayWhatIsWrongWithAnArray(String type, String shape, String message) throws IOException {
        // given
        Path file = npy(type, shape, new byte[48]);

        // when / then
        assertThatThrownBy(() -> ArrayFile.rows(file))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining(message)
                .hasMessageStartingWith("made.npy: ");
    }

    @Test
    void shouldRefuseAFileOfAnotherKind() throws IOException {
        // given
        Path text = Files.writeString(folder.resolve("text.npy"), "no numbers here");
        Path empty = Files.write(folder.resolve("empty.npy"), new byte[0]);
        Path cutGzip = Files.write(folder.resolve("cut.npy.gz"), new byte[] {0x1f, (byte) 0x8b, 8, 0});

        // when / then
        assertThatThrownBy(() -> ArrayFile.rows(text)).hasMessageContaining("(expected: that of an idx file)");
        assertThatThrownBy(() -> ArrayFile.rows(empty)).hasMessageContaining("0 bytes (expected: a header");
        assertThatThrownBy(() -> ArrayFile.rows(cutGzip)).hasMessageContaining("ends too early");
        assertThatThrownBy(() -> ArrayFile.rows(folder.resolve("none.npy"))).isInstanceOf(DatasetException.class);
    }

    @Test
    void shouldReadLabelsOfAnyType() throws IOException {
        // given
        Path bytes = npy("'|u1'", "(4,)", new byte[] {0, 1, 0, (byte) 200});
        byte[] doubles = ByteBuffer.allocate(24)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putDouble(0)
                .putDouble(-1)
                .putDouble(0.25)
                .array();

        // when
        byte[] fromBytes = ArrayFile.labels(bytes);
        byte[] fromDoubles = ArrayFile.labels(npy("'<f8'", "(3, 1)", doubles));

        // then
        assertThat(fromBytes).containsExactly(0, 1, 0, 200);
        assertThat(fromDoubles).containsExactly(0, 1, 1);
    }

    @Test
    void shouldLeaveNoTemporaryFileBehind() throws IOException {
        // given
        try (RowSpool spool = RowSpool.open(2)) {
            spool.add(new float[] {1, 2}, (byte) 1);
            spool.add(new float[] {3, 4}, (byte) 0);

            // when
            Dataset data = spool.finish();
            spool.close();
            float[] read = new float[4];
            data.read(0, 2, read);

            // then
            assertThat(read).containsExactly(1, 2, 3, 4);
            assertThat(data.labels())
                    .hasValueSatisfying(labels -> assertThat(labels).containsExactly(1, 0));
        }
    }

    private Path npy(String type, String shape, byte[] cells) throws IOException {
        String header = "{'descr': " + type + ", 'fortran_order': False, 'shape': " + shape + ", }\n";
        byte[] text = header.getBytes(StandardCharsets.US_ASCII);
        ByteBuffer file = ByteBuffer.allocate(10 + text.length + cells.length).order(ByteOrder.LITTLE_ENDIAN);
        file.put(NpyHeader.MAGIC).put((byte) 1).put((byte) 0).putChar((char) text.length);
        file.put(text).put(cells);
        return Files.write(folder.resolve("made.npy"), file.array());
    }
}
