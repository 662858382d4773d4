package dev.narrows.trainer.flags.source;

import dev.narrows.trainer.dataset.file.DataFileSettings;
import dev.narrows.trainer.dataset.file.DataFormat;
import dev.narrows.trainer.dataset.image.ImageSize;
import dev.narrows.trainer.dataset.sound.SoundSettings;
import dev.narrows.trainer.dataset.table.TableSettings;
import dev.narrows.trainer.setting.Words;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** How to read a file or folder of vectors, where it does not say so itself; for every command that reads one. */
public final class FileOptions {

    @Option(
            names = "--data-format",
            converter = Words.OfFormat.class,
            paramLabel = "NAME",
            description = "What the data are written in, where their name does not say it: array (.npy or idx), npz,"
                    + " csv, parquet, words, words-binary, sound, images or set (a folder with X and y).")
    private @Nullable DataFormat format;

    @Option(
            names = "--array",
            paramLabel = "NAME",
            description = "Of a .npz: the array with the rows (default: X or X_train, or the only one of rows).")
    private @Nullable String array;

    @Option(
            names = "--columns",
            split = ",",
            paramLabel = "NAME",
            description = "Of a table: the columns with values, by name or by number from 0 (default: all).")
    private List<String> columns = List.of();

    @Option(names = "--label-column", paramLabel = "NAME", description = "Of a table: the column with the labels.")
    private @Nullable String labelColumn;

    @Option(
            names = "--sound",
            converter = Words.OfSound.class,
            paramLabel = "NAME",
            description = "Of WAV files: frames for rows of samples, log-mel for rows of mel bands in dB"
                    + " (default: frames).")
    private SoundSettings.Features sound = SoundSettings.Features.FRAMES;

    @Option(
            names = "--frame",
            paramLabel = "SAMPLES",
            description = "Of WAV files: length of a frame (default: 256; for log-mel 1024, a power of two).")
    private @Nullable Integer frame;

    @Option(
            names = "--hop",
            paramLabel = "SAMPLES",
            description = "Of WAV files: from one frame to the next (default: a frame; for log-mel half of one).")
    private @Nullable Integer hop;

    @Option(names = "--mel-bands", paramLabel = "N", description = "For log-mel (default: ${DEFAULT-VALUE}).")
    private int bands = SoundSettings.LOG_MEL.bands();

    @Option(
            names = "--mel-stack",
            paramLabel = "N",
            description = "For log-mel: successive frames in a row (default: ${DEFAULT-VALUE}).")
    private int stack = SoundSettings.LOG_MEL.stack();

    @Option(
            names = "--image-size",
            converter = Size.class,
            paramLabel = "WxH",
            description = "Of images: the size that all are brought to (default: all must have the same).")
    private @Nullable ImageSize imageSize;

    /**
     * What was said about a file.
     *
     * @throws IllegalArgumentException where a number cannot be right
     */
    public DataFileSettings settings() {
        return settings(Optional.empty(), Optional.empty());
    }

    DataFileSettings settings(Optional<Path> labels, Optional<String> normal) {
        return new DataFileSettings(
                Optional.ofNullable(format),
                labels,
                Optional.ofNullable(array),
                new TableSettings(columns, Optional.ofNullable(labelColumn)),
                soundSettings(),
                Optional.ofNullable(imageSize),
                normal);
    }

    private SoundSettings soundSettings() {
        boolean samples = sound == SoundSettings.Features.FRAMES;
        int length = frame != null ? frame : (samples ? SoundSettings.FRAMES : SoundSettings.LOG_MEL).frame();
        int step = hop != null ? hop : samples ? length : Math.max(1, length / 2);
        return new SoundSettings(sound, length, step, bands, stack);
    }

    /** Width and height in pixels. */
    static final class Size implements ITypeConverter<ImageSize> {
        @Override
        public ImageSize convert(String text) {
            try {
                return ImageSize.parse(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }
}
