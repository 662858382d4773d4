package dev.narrows.laboratory.venue;

import dev.narrows.trainer.dataset.Dataset;
import dev.narrows.trainer.dataset.file.DataFile;
import dev.narrows.trainer.dataset.file.DataFolder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/**
 * The vectors that are measured with.
 *
 * @param name of the set
 * @param rows in raw units
 */
public record BenchData(String name, Dataset rows) {

    private static final String DIGITS = "/dev/narrows/laboratory/demo/digits/train-images-idx3-ubyte.gz";

    /** A folder with X or X_train, or a file of vectors, in any format that the trainer reads. */
    public static BenchData open(Path data) {
        DataFolder folder = DataFolder.open(data);
        return new BenchData(folder.name(), folder.rows());
    }

    /** The 8,500 digits that come with the demo, 784 values each, unpacked into {@code scratch}. */
    public static BenchData digits(Path scratch) {
        Path file = scratch.resolve("digits-idx3-ubyte.gz");
        try (InputStream in = Objects.requireNonNull(BenchData.class.getResourceAsStream(DIGITS), DIGITS)) {
            Files.copy(in, file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new BenchData("digits", DataFile.open(file));
    }
}
