package dev.narrows.trainer.dataset.image;

import dev.narrows.trainer.dataset.Dataset;
import dev.narrows.trainer.dataset.DatasetException;
import dev.narrows.trainer.dataset.array.RowSpool;
import dev.narrows.trainer.dataset.tree.FileTree;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a folder of images, one row each of shape [height, width], grey values from 0 to 255. One file at a time is in
 * memory.
 */
public final class ImageFolder {

    /** How the names of the files end that are read. */
    public static final Set<String> ENDINGS = Set.of(".png", ".jpg", ".jpeg");

    private ImageFolder() {}

    /**
     * All images below a folder, sorted by path.
     *
     * @param size that all are brought to, whatever their proportions are; where absent, all must have the first one's
     * @param normal name of the subfolder that is normal, for the labels
     * @throws DatasetException where there is none, one cannot be read, or has another size than the first
     */
    public static Dataset read(Path folder, Optional<ImageSize> size, Optional<String> normal) {
        FileTree tree = FileTree.of(folder, ENDINGS, normal);
        ImageSize all = size.orElseGet(() -> grey(tree, tree.files().get(0)).size());
        try (RowSpool spool = RowSpool.open(all.height(), all.width())) {
            for (Path file : tree.files()) {
                GreyImage image = grey(tree, file);
                if (size.isEmpty() && !image.size().equals(all)) {
                    throw new DatasetException(tree.nameOf(file) + ": " + image.size() + " pixels (expected: " + all
                            + " as " + tree.nameOf(tree.files().get(0)) + ", or a size that all are brought to)");
                }
                spool.add(Resizing.to(all, image).pixels(), tree.labelOf(file));
            }
            return spool.finish();
        } catch (IOException e) {
            throw new DatasetException(folder + ": " + e + " (expected: room on disk for the rows)", e);
        }
    }

    private static GreyImage grey(FileTree tree, Path file) {
        return GreyImage.read(tree.nameOf(file), file);
    }
}
