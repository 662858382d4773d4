package dev.narrows.trainer.dataset.file;

import dev.narrows.trainer.dataset.image.ImageSize;
import dev.narrows.trainer.dataset.sound.SoundSettings;
import dev.narrows.trainer.dataset.table.TableSettings;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a file's name and first bytes do not say about it; each matters for some formats only.
 *
 * @param format of the data; found out where absent
 * @param labels file with one label a row (.npy, idx, CSV or Parquet), in the place of those that the data themselves have
 * @param array name of the array with the rows, in a .npz
 * @param table columns of a table
 * @param sound what a recording's rows are
 * @param imageSize that images are brought to
 * @param normal subfolder with the normal ones, in a folder of recordings or images
 */
public record DataFileSettings(
        Optional<DataFormat> format,
        Optional<Path> labels,
        Optional<String> array,
        TableSettings table,
        SoundSettings sound,
        Optional<ImageSize> imageSize,
        Optional<String> normal) {

    /** Nothing said. */
    public static final DataFileSettings DEFAULT = new DataFileSettings(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            TableSettings.DEFAULT,
            SoundSettings.FRAMES,
            Optional.empty(),
            Optional.empty());

    /** The same with labels from a file, or from none. */
    public DataFileSettings withLabels(Optional<Path> file) {
        return new DataFileSettings(format, file, array, table, sound, imageSize, normal);
    }
}
