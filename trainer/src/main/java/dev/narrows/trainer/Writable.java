package dev.narrows.trainer;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Looks whether results can be written, before the hours that they take to make. */
final class Writable {

    private Writable() {}

    /**
     * Looks at the place of a file; makes nothing.
     *
     * @throws IllegalArgumentException where it cannot be written
     */
    static void file(String option, Path file) {
        Path place = Files.exists(file) ? file : file.toAbsolutePath().getParent();
        if (Files.isDirectory(file) || !isWritable(place)) {
            throw new IllegalArgumentException(option + ": " + file + " (expected: a file that can be written)");
        }
    }

    /**
     * Looks at a folder, or where it is to be made; makes nothing.
     *
     * @throws IllegalArgumentException where it cannot be written
     */
    static void folder(String option, Path folder) {
        Path there = folder.toAbsolutePath();
        while (there != null && !Files.exists(there)) {
            there = there.getParent();
        }
        if (there == null || !isWritable(there) || !Files.isDirectory(there)) {
            throw new IllegalArgumentException(option + ": " + folder + " (expected: a folder that can be written)");
        }
    }

    private static boolean isWritable(@Nullable Path place) {
        return place != null && Files.isWritable(place);
    }
}
