package dev.narrows.trainer.dataset.array;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Files in the system's folder for temporary ones that live as long as they are mapped. */
final class Scratch {

    private Scratch() {}

    static Path file() throws IOException {
        return Files.createTempFile("narrows-", ".npy");
    }

    /** The bytes of {@code packed} in a file of their own. */
    static Path unpack(InputStream packed) throws IOException {
        Path file = file();
        try {
            Files.copy(packed, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            discard(file);
            throw e;
        }
        return file;
    }

    /** Deletes a file, at the latest when the JVM ends: some systems keep it while it is mapped. */
    static void discard(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            file.toFile().deleteOnExit();
        }
    }
}
