package dev.narrows.trainer.dataset.words;

import dev.narrows.trainer.dataset.Dataset;
import dev.narrows.trainer.dataset.DatasetException;
import dev.narrows.trainer.dataset.PlainBytes;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Reads files of word vectors, also through gzip, in one pass to a temporary file.
 *
 * <ul>
 *   <li>text: a line holds a word and the numbers of its vector, separated by blanks or tabs. A first line of two whole
 *       numbers, how many words and how many values (word2vec, fastText), may stand before; GloVe has none.
 *   <li>binary (word2vec): that first line, then each word, a blank, and its values as little-endian float32.
 * </ul>
 */
public final class WordVectors {

    private WordVectors() {}

    /**
     * All vectors of a text file.
     *
     * @throws DatasetException where it cannot be read, or a line holds something else than a word and as many numbers as
     *     the others
     */
    public static Dataset text(Path file) {
        String name = String.valueOf(file.getFileName());
        // Every byte is a character of its own: words may be in any encoding, numbers are ASCII.
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(PlainBytes.of(file), StandardCharsets.ISO_8859_1), 1 << 16)) {
            return TextVectors.read(name, lines);
        } catch (IOException e) {
            throw unreadable(name, e);
        }
    }

    /**
     * All vectors of a file in word2vec's binary format.
     *
     * @throws DatasetException where it cannot be read, or is not in that format to the last vector
     */
    public static Dataset binary(Path file) {
        String name = String.valueOf(file.getFileName());
        try (InputStream bytes = PlainBytes.of(file)) {
            return BinaryVectors.read(name, bytes);
        } catch (IOException e) {
            throw unreadable(name, e);
        }
    }

    private static DatasetException unreadable(String name, IOException e) {
        return e instanceof EOFException
                ? new DatasetException(name + ": ends too early (expected: the whole file)", e)
                : new DatasetException(name + ": " + e + " (expected: a readable file of word vectors)", e);
    }
}
