package dev.narrows.trainer.dataset.file;

import dev.narrows.trainer.dataset.Dataset;
import dev.narrows.trainer.dataset.DatasetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A folder that holds one data set under the usual names: rows in {@code X}, labels in {@code y}; where the set has a
 * split of its own, {@code X_train}, {@code y_train}, {@code X_test} and {@code y_test}. Each is a file of any format that
 * {@link DataFile} opens, for example {@code X.npy.gz}, {@code X-idx3-ubyte} or {@code X.parquet}.
 *
 * @param name of the folder, which names the set; of a file, its name
 * @param rows of X, or of X_train; with labels where there is a y, or a y_train, of as many rows
 * @param test rows of X_test, with labels where there is a y_test; empty where the set has no split
 */
public record DataFolder(String name, Dataset rows, Optional<Dataset> test) {

    /**
     * Opens a folder. A file, and a folder of recordings, images or Parquet files, is all the rows by itself. Files must not
     * change while the data set is in use.
     *
     * @throws DatasetException where it is none of these, or a file is wrong inside
     */
    public static DataFolder open(Path folder) {
        String name = String.valueOf(folder.toAbsolutePath().normalize().getFileName());
        if (!Files.isDirectory(folder) || !isSet(folder)) {
            return new DataFolder(name, DataFile.open(folder), Optional.empty());
        }
        NamedFiles files = NamedFiles.in(folder);
        Optional<Path> all = files.find("X");
        Path rows = all.or(() -> files.find("X_train")).orElseThrow();
        return new DataFolder(
                name,
                open(rows, files.find(all.isPresent() ? "y" : "y_train")),
                all.isPresent()
                        ? Optional.empty()
                        : files.find("X_test").map(file -> open(file, files.find("y_test"))));
    }

    /** Whether it is such a folder. */
    static boolean isSet(Path folder) {
        NamedFiles files = NamedFiles.in(folder);
        return files.find("X").or(() -> files.find("X_train")).isPresent();
    }

    /** Whether the folder holds rows and labels without a split: {@code X} and {@code y}, or both in an {@code X.npz}. */
    public static boolean isLabelled(Path folder) {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        NamedFiles files = NamedFiles.in(folder);
        return files.find("X")
                .filter(rows -> files.find("y").isPresent()
                        || (DataFormat.of(rows) == DataFormat.NPZ
                                && DataFile.open(rows).labels().isPresent()))
                .isPresent();
    }

    private static Dataset open(Path rows, Optional<Path> labels) {
        return DataFile.open(rows, DataFileSettings.DEFAULT.withLabels(labels));
    }
}
