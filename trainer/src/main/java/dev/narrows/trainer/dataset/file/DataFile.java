package dev.narrows.trainer.dataset.file;

import dev.narrows.trainer.dataset.Dataset;
import dev.narrows.trainer.dataset.DatasetException;
import dev.narrows.trainer.dataset.LabelledDataset;
import dev.narrows.trainer.dataset.array.ArrayFile;
import dev.narrows.trainer.dataset.table.CsvTable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Opens a file of vectors by its name. */
public final class DataFile {

    private static final String EXPECTED =
            ".npy, .csv, .tsv (also with .gz), or an idx file such as " + "train-images-idx3-ubyte(.gz)";

    private DataFile() {}

    /** As {@link #open(Path, DataFileSettings)} with nothing said about it. */
    public static Dataset open(Path file) {
        return open(file, DataFileSettings.DEFAULT);
    }

    /**
     * Opens a file. It must not change while the data set is in use, because large ones stay on disk.
     *
     * @throws DatasetException where it is not there, of no known kind, or wrong inside
     */
    public static Dataset open(Path file, DataFileSettings settings) {
        if (!Files.isReadable(file)) {
            throw new DatasetException("data: " + file + " (expected: a file that is there and readable)");
        }
        Dataset rows = rows(file, settings);
        return settings.labels()
                .<Dataset>map(labels -> LabelledDataset.of(rows, ArrayFile.labels(labels)))
                .orElse(rows);
    }

    private static Dataset rows(Path file, DataFileSettings settings) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        String plain = name.endsWith(".gz") ? name.substring(0, name.length() - 3) : name;
        if (plain.endsWith(".npy") || plain.endsWith(".idx") || plain.endsWith("-ubyte") || plain.contains("-idx")) {
            return ArrayFile.rows(file);
        }
        if (plain.endsWith(".csv") || plain.endsWith(".tsv")) {
            return CsvTable.read(file, settings.labelColumn());
        }
        throw new DatasetException("data: " + name + " (expected: " + EXPECTED + ")");
    }
}
