package dev.narrows.trainer.dataset.tree;

import dev.narrows.trainer.dataset.DatasetException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The files below a folder, at any depth, sorted by their paths. Those whose names start with a dot are left out, as are
 * folders of such names. Immutable; knows nothing of changes later.
 */
public final class FileTree {

    private final Path folder;
    private final List<Path> files;
    private final Optional<FolderLabels> labels;

    private FileTree(Path folder, List<Path> files, Optional<FolderLabels> labels) {
        this.folder = folder;
        this.files = files;
        this.labels = labels;
    }

    /**
     * Looks for files; a file instead of a folder is a tree of its own.
     *
     * @param endings of their names in lower case, with the dot
     * @param normal name of the subfolder whose files are normal, for the labels; see {@link FolderLabels}
     * @throws DatasetException where there are none, or the folder cannot be read
     */
    public static FileTree of(Path folder, Set<String> endings, Optional<String> normal) {
        List<Path> files = list(folder).stream()
                .filter(file -> endings.stream().anyMatch(name(file)::endsWith))
                .toList();
        if (files.isEmpty()) {
            throw new DatasetException("data: " + folder + " (expected: files that end in one of "
                    + endings.stream().sorted().toList() + ")");
        }
        List<Path> below = files.stream().map(folder::relativize).toList();
        return new FileTree(folder, files, FolderLabels.of(folder, below, normal));
    }

    /**
     * All files below a folder, whatever they are; a file instead of a folder is the only one.
     *
     * @throws DatasetException where the folder cannot be read
     */
    public static List<Path> list(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> !isHidden(folder.relativize(file)))
                    .sorted(Comparator.comparing(file -> folder.relativize(file).toString()))
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            throw new DatasetException("data: " + folder + ": " + e + " (expected: a readable folder)", e);
        }
    }

    /** Name of a file in lower case. */
    public static String name(Path file) {
        return String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    }

    private static boolean isHidden(Path below) {
        for (Path part : below) {
            if (part.toString().startsWith(".")) {
                return true;
            }
        }
        return false;
    }

    /** The files, 1 or more. */
    public List<Path> files() {
        return files;
    }

    /** What a person calls a file: its path below the folder. */
    public String nameOf(Path file) {
        return file.equals(folder)
                ? String.valueOf(file.getFileName())
                : folder.relativize(file).toString();
    }

    /** The label of a file's rows, 0 for normal; empty where the folders do not tell, for any file then. */
    public Optional<Byte> labelOf(Path file) {
        return labels.map(known -> known.of(folder.relativize(file)));
    }
}
