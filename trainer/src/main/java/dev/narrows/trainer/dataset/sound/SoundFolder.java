package dev.narrows.trainer.dataset.sound;

import dev.narrows.trainer.dataset.Dataset;
import dev.narrows.trainer.dataset.DatasetException;
import dev.narrows.trainer.dataset.array.RowSpool;
import dev.narrows.trainer.dataset.tree.FileTree;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a folder of WAV files, or one file, as rows: one a frame of samples, or one a few successive frames of mel bands,
 * shape [frames, bands]. A row never spans two files; what is left over at the end of a file is not used.
 */
public final class SoundFolder {

    /** How the names of the files end that are read. */
    public static final Set<String> ENDINGS = Set.of(".wav", ".wave");

    private SoundFolder() {}

    /**
     * All recordings below a folder, sorted by path.
     *
     * @param normal name of the subfolder that is normal, for the labels
     * @throws DatasetException where there is none, one cannot be read or has another sample rate than the first, or none
     *     is long enough for a row
     */
    public static Dataset read(Path folder, SoundSettings settings, Optional<String> normal) {
        FileTree tree = FileTree.of(folder, ENDINGS, normal);
        float rate = 0;
        try (RowSpool spool = spool(settings)) {
            for (Path file : tree.files()) {
                String name = tree.nameOf(file);
                try (Recording recording = Recording.open(name, file)) {
                    if (rate != 0 && recording.rate() != rate) {
                        throw new DatasetException(name + ": " + recording.rate() + " samples a second (expected: "
                                + rate + " as " + tree.nameOf(tree.files().get(0)) + ")");
                    }
                    rate = recording.rate();
                    new FrameRows(recording, settings).addTo(spool, tree.labelOf(file));
                }
            }
            if (spool.rows() == 0) {
                throw new DatasetException("data: " + folder + ": "
                        + tree.files().size() + " recordings, none as long as a row (expected: frames of "
                        + settings.frame() + " samples)");
            }
            return spool.finish();
        } catch (IOException e) {
            throw new DatasetException(folder + ": " + e + " (expected: readable files, and room on disk for rows)", e);
        }
    }

    private static RowSpool spool(SoundSettings settings) throws IOException {
        return settings.features() == SoundSettings.Features.FRAMES
                ? RowSpool.open(settings.frame())
                : RowSpool.open(settings.stack(), settings.bands());
    }
}
