package dev.narrows.laboratory.disk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Bytes that a broker's data folder holds of a topic: the sizes of the log segments of all its partitions. */
public final class DiskBytes {
    private DiskBytes() {}

    /** Without the indices, which the broker allocates ahead and most of which is empty. 0 for an unknown topic. */
    public static long of(Path dataFolder, String topic) {
        Pattern partition = Pattern.compile(Pattern.quote(topic) + "-\\d+");
        try (Stream<Path> files = Files.walk(dataFolder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(".log"))
                    .filter(file -> isOf(partition, file.getParent()))
                    .mapToLong(DiskBytes::size)
                    .sum();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static boolean isOf(Pattern partition, @Nullable Path folder) {
        return folder != null
                && partition.matcher(folder.getFileName().toString()).matches();
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
