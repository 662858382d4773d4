package dev.narrows.embedded.broker;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.storage.Formatter;
import org.jspecify.annotations.Nullable;

/**
 * The folder that holds a broker's data, locked while this object is open.
 *
 * <p>The lock is the operating system's, so it ends with the process however that ends. One thread opens and closes.
 */
final class DataFolder implements AutoCloseable {

    private static final String META_PROPERTIES = "meta.properties";
    private static final String CLEAN_SHUTDOWN = ".kafka_cleanshutdown";

    private static final PrintStream SILENCE = new PrintStream(OutputStream.nullOutputStream(), false, UTF_8);

    private final Path logs;
    private final FileChannel lockFile;

    private DataFolder(Path logs, FileChannel lockFile) {
        this.logs = logs;
        this.lockFile = lockFile;
    }

    /**
     * Makes the folder if it is missing, and locks it.
     *
     * @throws EmbeddedStartException if another broker, in this process or another, has it
     */
    static DataFolder lock(Path folder) {
        FileChannel channel = null;
        try {
            Files.createDirectories(folder);
            channel = FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!acquire(channel)) {
                channel.close();
                throw new EmbeddedStartException(
                        "dataFolder: " + folder + " (expected: a folder that no running broker uses)", null);
            }
            return new DataFolder(folder.resolve("kafka"), channel);
        } catch (IOException e) {
            closeQuietly(channel);
            throw new EmbeddedStartException("dataFolder: " + folder + " (expected: a writable folder)", e);
        }
    }

    private static boolean acquire(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    /** The folder of Kafka's logs. */
    Path logs() {
        return logs;
    }

    /** Whether the broker before did not shut down cleanly. */
    boolean wasKilled() {
        return Files.exists(logs.resolve(META_PROPERTIES)) && !Files.exists(logs.resolve(CLEAN_SHUTDOWN));
    }

    /** Formats the storage for a cluster of one node, unless that was done before. */
    void format(int nodeId, String controllerListener) {
        if (Files.exists(logs.resolve(META_PROPERTIES))) {
            return;
        }
        try {
            Files.createDirectories(logs);
            new Formatter()
                    .setNodeId(nodeId)
                    .setClusterId(Uuid.randomUuid().toString())
                    .setControllerListenerName(controllerListener)
                    .addDirectory(logs.toString())
                    .setMetadataLogDirectory(logs.toString())
                    .setPrintStream(SILENCE)
                    .run();
        } catch (Exception e) {
            throw new EmbeddedStartException("dataFolder: " + logs + " (expected: storage that can be formatted)", e);
        }
    }

    @Override
    public void close() {
        try {
            lockFile.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void closeQuietly(@Nullable FileChannel channel) {
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException ignored) {
                // The caller is about to throw what matters.
            }
        }
    }
}
