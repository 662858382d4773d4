package dev.narrows.trainer.dataset.file;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What a file's name does not say about it.
 *
 * @param labels file with one label a row (.npy or idx)
 * @param labelColumn for tables: the column with the labels, by name or number
 */
public record DataFileSettings(Optional<Path> labels, Optional<String> labelColumn) {

    /** Nothing said. */
    public static final DataFileSettings DEFAULT = new DataFileSettings(Optional.empty(), Optional.empty());
}
