package dev.narrows.trainer.checkpoint;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The folder of a training: {@code training.json} says what it is made with, and each of its fits has a file. Fits that
 * have ended stay there, so a training that goes on passes them at once. One thread.
 */
public final class Checkpoints {

    /** Keeps nothing. */
    public static final Checkpoints NONE = new Checkpoints(null);

    private static final String TRAINING = "training.json";
    private static final String ENDING = ".npz";
    /** Version of what a checkpoint holds, under this name. */
    private static final String FORMAT = "checkpoint-format";

    private static final String VERSION = "1";
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private final @Nullable Path folder;

    private Checkpoints(@Nullable Path folder) {
        this.folder = folder;
    }

    /**
     * A folder, made where it is not there.
     *
     * @param resume whether to go on from what it holds; where it holds nothing, a training begins
     * @throws CheckpointException where it holds something that is not to be gone on from
     */
    public static Checkpoints open(Path folder, boolean resume) {
        try {
            Files.createDirectories(folder);
            try (Stream<Path> files = Files.list(folder)) {
                if (!resume && files.findAny().isPresent()) {
                    throw new CheckpointException("checkpoint: " + folder
                            + " is not empty (expected: an empty or new folder, or --resume to go on from it)");
                }
            }
        } catch (IOException e) {
            throw new CheckpointException("checkpoint: " + folder + " (expected: a folder that can be written)", e);
        }
        return new Checkpoints(folder);
    }

    /** Whether anything is kept. */
    public boolean keep() {
        return folder != null;
    }

    /** Those of a part of this training, in a folder of their own. */
    public Checkpoints within(String name) {
        return folder == null ? NONE : open(folder.resolve(name), true);
    }

    /** That of one fit. */
    public Checkpoint of(String fit) {
        return folder == null ? Checkpoint.NONE : Checkpoint.in(folder.resolve(fit + ENDING));
    }

    /**
     * Notes what the training is made with, or compares it with what was noted before.
     *
     * @param made settings and what tells the data apart, by name
     * @throws CheckpointException where one differs; the message names it and both values
     */
    public void require(Map<String, String> made) {
        if (folder == null) {
            return;
        }
        Map<String, String> now = new TreeMap<>(made);
        now.put(FORMAT, VERSION);
        Path file = folder.resolve(TRAINING);
        try {
            if (Files.exists(file)) {
                compare(now, JSON.readValue(file.toFile(), new TypeReference<>() {}));
            } else {
                Path part = folder.resolve(TRAINING + ".part");
                Files.write(part, JSON.writeValueAsBytes(now));
                Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new CheckpointException("checkpoint: " + file + " (expected: JSON, readable and writable)", e);
        }
    }

    private void compare(Map<String, String> now, Map<String, String> before) {
        TreeSet<String> names = new TreeSet<>(now.keySet());
        names.addAll(before.keySet());
        // What the format is decides what everything else means.
        Stream.concat(Stream.of(FORMAT), names.stream())
                .filter(name -> !now.getOrDefault(name, "").equals(before.getOrDefault(name, "")))
                .findFirst()
                .ifPresent(name -> {
                    throw new CheckpointException(name + ": " + now.getOrDefault(name, "not set") + " (expected: "
                            + before.getOrDefault(name, "not set") + ", as in the checkpoint " + folder + ")");
                });
    }
}
