package dev.narrows.trainer.dataset.file;

import dev.narrows.trainer.dataset.DatasetException;
import dev.narrows.trainer.dataset.image.ImageFolder;
import dev.narrows.trainer.dataset.sound.SoundFolder;
import dev.narrows.trainer.dataset.table.ParquetTable;
import dev.narrows.trainer.dataset.tree.FileTree;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What data can be written in. */
public enum DataFormat {
    /** NumPy's .npy, or idx, the format of MNIST; also through gzip. */
    ARRAY,
    /** NumPy's .npz. */
    NPZ,
    /** Text with numbers separated by commas, semicolons, tabs or blanks; also through gzip. */
    CSV,
    /** Apache Parquet, a file or a folder of them. */
    PARQUET,
    /** Words with their vectors as text, GloVe's, word2vec's or fastText's; also through gzip. */
    WORDS,
    /** word2vec's binary format; also through gzip. */
    WORDS_BINARY,
    /** A folder of WAV files, or one. */
    SOUND,
    /** A folder of PNG and JPEG files. */
    IMAGES,
    /** A folder with X and y, or X_train and y_train; see {@link DataFolder}. */
    SET;

    /** Ending of what went through gzip. */
    static final String PACKED = ".gz";

    /**
     * Finds out what a file or folder holds: by the ending of its name, or by what begins it; a folder by the files in it.
     *
     * @throws DatasetException where that is nothing known, or more than one thing
     */
    public static DataFormat of(Path data) {
        if (Files.isDirectory(data)) {
            return DataFolder.isSet(data) ? SET : inFolder(data);
        }
        String name = FileTree.name(data);
        String plain = name.endsWith(PACKED) ? name.substring(0, name.length() - PACKED.length()) : name;
        return Arrays.stream(values())
                .filter(format -> format.endings().stream().anyMatch(plain::endsWith))
                .findFirst()
                .orElseGet(() ->
                        plain.contains("-idx") ? ARRAY : Beginning.of(data).format());
    }

    private static DataFormat inFolder(Path folder) {
        List<DataFormat> found = FileTree.list(folder).stream()
                .map(FileTree::name)
                .flatMap(name -> List.of(SOUND, IMAGES, PARQUET).stream()
                        .filter(format -> format.endings().stream().anyMatch(name::endsWith)))
                .distinct()
                .toList();
        if (found.size() != 1) {
            throw new DatasetException(
                    "data: " + folder + ": " + (found.isEmpty() ? "nothing known" : "several of " + found)
                            + " in that folder (expected: X.npy or X_train.npy, or with another ending; or files of one kind: .wav, .parquet, or .png and .jpg)");
        }
        return found.get(0);
    }

    private Set<String> endings() {
        return switch (this) {
            case ARRAY -> Set.of(".npy", ".idx", "-ubyte");
            case NPZ -> Set.of(".npz");
            case CSV -> Set.of(".csv", ".tsv", ".dat");
            case PARQUET -> ParquetTable.ENDINGS;
            case WORDS -> Set.of(".vec", ".glove");
            case WORDS_BINARY -> Set.of(".bin");
            case SOUND -> SoundFolder.ENDINGS;
            case IMAGES -> ImageFolder.ENDINGS;
            case SET -> Set.of();
        };
    }

    /** Whether a file whose name goes on like that after its first part is of a format that is opened as a file. */
    static boolean endsFile(String ending) {
        return List.of(ARRAY, NPZ, CSV, PARQUET, WORDS, WORDS_BINARY).stream()
                .anyMatch(format -> format.endings().contains(ending));
    }

    /** All endings that are known, for messages. */
    static String known() {
        return Arrays.stream(values())
                .flatMap(format -> format.endings().stream().sorted())
                .collect(Collectors.joining(", "));
    }
}
