package dev.narrows.trainer.dataset.file;

import dev.narrows.trainer.dataset.Dataset;
import dev.narrows.trainer.dataset.DatasetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A folder that holds one data set under the usual names: rows in {@code X}, labels in {@code y}; where the set has a
 * split of its own, {@code X_train}, {@code y_train}, {@code X_test} and {@code y_test}. Each is a .npy or .npy.gz file.
 *
 * @param name of the folder, which names the set
 * @param rows of X, or of X_train; with labels where there is a y, or a y_train, of as many rows
 * @param test rows of X_test, with labels where there is a y_test; empty where the set has no split
 */
public record DataFolder(String name, Dataset rows, Optional<Dataset> test) {

    private static final List<String> ENDINGS = List.of(".npy", ".npy.gz");

    /**
     * Opens a folder. Its files must not change while the data set is in use.
     *
     * @throws DatasetException where it holds neither X nor X_train, or a file is wrong inside
     */
    public static DataFolder open(Path folder) {
        Optional<Path> all = find(folder, "X");
        Path rows = all.or(() -> find(folder, "X_train"))
                .orElseThrow(() -> new DatasetException(
                        "data: " + folder + " (expected: a folder with X.npy or X_train.npy, also with .gz)"));
        String labels = all.isPresent() ? "y" : "y_train";
        return new DataFolder(
                String.valueOf(folder.toAbsolutePath().normalize().getFileName()),
                open(rows, find(folder, labels)),
                all.isPresent()
                        ? Optional.empty()
                        : find(folder, "X_test").map(file -> open(file, find(folder, "y_test"))));
    }

    /** Whether it is such a folder. */
    static boolean isSet(Path folder) {
        return find(folder, "X").or(() -> find(folder, "X_train")).isPresent();
    }

    /** Whether the folder holds rows and labels without a split: {@code X} and {@code y}. */
    public static boolean isLabelled(Path folder) {
        return find(folder, "X").isPresent() && find(folder, "y").isPresent();
    }

    private static Dataset open(Path rows, Optional<Path> labels) {
        return DataFile.open(rows, DataFileSettings.DEFAULT.withLabels(labels));
    }

    private static Optional<Path> find(Path folder, String name) {
        return ENDINGS.stream()
                .map(ending -> folder.resolve(name + ending))
                .filter(Files::isRegularFile)
                .findFirst();
    }
}
