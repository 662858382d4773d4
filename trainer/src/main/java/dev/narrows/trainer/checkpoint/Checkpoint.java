package dev.narrows.trainer.checkpoint;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where one fit keeps its newest state: a file, or nothing at all. A state replaces the one before in one move, so whoever
 * kills the process finds one of the two whole. One thread.
 */
public final class Checkpoint {

    /** Keeps nothing. */
    public static final Checkpoint NONE = new Checkpoint(null);

    private static final String TEMPORARY = ".part";

    private final @Nullable Path file;

    private Checkpoint(@Nullable Path file) {
        this.file = file;
    }

    /** In that file. */
    static Checkpoint in(Path file) {
        return new Checkpoint(file);
    }

    /** Whether a saved state can be loaded again. */
    public boolean keeps() {
        return file != null;
    }

    /**
     * Replaces the state, and returns when it is on the disk.
     *
     * @throws CheckpointException where it cannot be written
     */
    public void save(SavedState state) {
        if (file == null) {
            return;
        }
        Path part = file.resolveSibling(file.getFileName() + TEMPORARY);
        try {
            try (FileChannel channel = FileChannel.open(
                            part,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.TRUNCATE_EXISTING,
                            StandardOpenOption.WRITE);
                    OutputStream out = Channels.newOutputStream(channel)) {
                StateFile.write(state, out);
                channel.force(true);
            }
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new CheckpointException("checkpoint: " + file + " (expected: a file that can be written)", e);
        }
    }

    /**
     * The state that was saved last; empty where none was.
     *
     * @throws CheckpointException where it cannot be read
     */
    public Optional<SavedState> load() {
        if (file == null || !Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(StateFile.read(file));
        } catch (IOException e) {
            throw new CheckpointException(
                    "checkpoint: " + file + ": " + e.getMessage() + " (expected: a whole one)", e);
        }
    }
}
