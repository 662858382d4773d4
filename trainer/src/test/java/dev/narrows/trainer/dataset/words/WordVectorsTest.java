package dev.narrows.trainer.dataset.words;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.narrows.trainer.dataset.Dataset;
import dev.narrows.trainer.dataset.DatasetException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordVectorsTest {

    @TempDir
    private Path folder;

    @Test
    void shouldTakeTheNumbersFromTheRightWhereAWordHoldsBlanks() throws IOException {
        // given
        Path file = text("a 1 2\n. . .\t2 3e-1 \n5 6 7\nat name 8 9\n");
        float[] read = new float[8];

        // when
        Dataset data = WordVectors.text(file);
        data.read(0, 4, read);

        // then
        assertThat(data.rows()).isEqualTo(4);
        assertThat(read).containsExactly(1, 2, 2, 0.3f, 6, 7, 8, 9);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a 1 2;b 3 | line 2: 1 numbers after the word (expected: 2, as in the first line)",
                "a 1 2;b 3 4 5 | line 2: 3 numbers after the word (expected: 2, as in the first line)",
                "a 1 2;b 3 x | line 2: 'x' (expected: 2 numbers after the word)",
                "a 1 2;;b 3 4 | line 2: 0 numbers after the word",
                "3 2;a 1 2;b 3 4 | 2 vectors (expected: 3, as its first line says)",
                "0 2;a 1 2 | first line '0 2' (expected: 1 to",
                "word | line 1: 1 fields (expected: a word and its numbers)",
                "'' | empty (expected: a word and its numbers a line)",
            })
    void shouldSayWhereAFileIsWrong(String text, String message) throws IOException {
        // given
        Path file = text(text.replace(';', '\n'));

        // when / then
        assertThatThrownBy(() -> WordVectors.text(file))
                .isInstanceOf(DatasetException.class)
                .hasMessageStartingWith("words.txt")
                .hasMessageContaining(message);
    }

    @Test
    void shouldRefuseABinaryFileThatEndsTooEarlyWhereverThatIs() throws IOException {
        // given
        byte[] whole = "2 2\nab 01234567\ncd 01234567".getBytes(StandardCharsets.ISO_8859_1);

        for (int length = 0; length < whole.length; length++) {
            Path file = Files.write(folder.resolve("cut.bin"), Arrays.copyOf(whole, length));

            // when / then
            assertThatThrownBy(() -> WordVectors.binary(file))
                    .as("of %d bytes", length)
                    .isInstanceOf(DatasetException.class)
                    .hasMessageStartingWith("cut.bin");
        }
    }

    @Test
    void shouldRefuseWhatIsNoBinaryFile() throws IOException {
        // given
        Path noise = Files.write(folder.resolve("noise.bin"), new byte[1 << 17]);
        Path text = Files.writeString(folder.resolve("text.bin"), "no numbers\n");

        // when / then
        assertThatThrownBy(() -> WordVectors.binary(noise)).hasMessageContaining("longer than 65536 bytes");
        assertThatThrownBy(() -> WordVectors.binary(text)).hasMessageContaining("no first line of two numbers");
    }

    private Path text(String text) throws IOException {
        return Files.writeString(folder.resolve("words.txt"), text);
    }
}
