package dev.narrows.trainer.dataset.file;

import dev.narrows.trainer.dataset.Dataset;
import dev.narrows.trainer.dataset.DatasetException;
import dev.narrows.trainer.dataset.LabelledDataset;
import dev.narrows.trainer.dataset.array.ArrayArchive;
import dev.narrows.trainer.dataset.array.ArrayFile;
import dev.narrows.trainer.dataset.image.ImageFolder;
import dev.narrows.trainer.dataset.sound.SoundFolder;
import dev.narrows.trainer.dataset.table.CsvTable;
import dev.narrows.trainer.dataset.table.ParquetTable;
import dev.narrows.trainer.dataset.words.WordVectors;
import java.nio.file.Files;
import java.nio.file.Path;

/** Opens a file or folder of vectors, whatever of {@link DataFormat} it is. */
public final class DataFile {

    private DataFile() {}

    /** As {@link #open(Path, DataFileSettings)} with nothing said about it. */
    public static Dataset open(Path file) {
        return open(file, DataFileSettings.DEFAULT);
    }

    /**
     * Opens a file. It must not change while the data set is in use, because large ones stay on disk; those that cannot be
     * mapped as they are, are first read to a temporary file. No more than a few rows at a time are in memory, of Parquet
     * a row group.
     *
     * @throws DatasetException where it is not there, of no known kind, or wrong inside
     */
    public static Dataset open(Path file, DataFileSettings settings) {
        if (!Files.isReadable(file)) {
            throw new DatasetException("data: " + file + " (expected: a file or folder that is there and readable)");
        }
        DataFormat format = settings.format().orElseGet(() -> DataFormat.of(file));
        Dataset rows = rows(format, file, settings);
        return settings.labels()
                .<Dataset>map(labels -> LabelledDataset.of(rows, LabelFile.read(labels)))
                .orElse(rows);
    }

    private static Dataset rows(DataFormat format, Path file, DataFileSettings settings) {
        return switch (format) {
            case ARRAY -> ArrayFile.rows(file);
            case NPZ -> ArrayArchive.read(file, settings.array());
            case CSV -> CsvTable.read(file, settings.table());
            case PARQUET -> ParquetTable.read(file, settings.table());
            case WORDS -> WordVectors.text(file);
            case WORDS_BINARY -> WordVectors.binary(file);
            case SOUND -> SoundFolder.read(file, settings.sound(), settings.normal());
            case IMAGES -> ImageFolder.read(file, settings.imageSize(), settings.normal());
            case SET -> DataFolder.open(file).rows();
        };
    }
}
