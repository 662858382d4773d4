package dev.narrows.trainer.flags.training;

import dev.narrows.trainer.checkpoint.Checkpoints;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whether the state of a training is kept after each epoch, and whether it goes on from one. */
public final class CheckpointOptions {

    @Option(
            names = "--checkpoint",
            paramLabel = "DIR",
            description = "Keep the state of the training in this folder, after each epoch.")
    private @Nullable Path folder;

    @Option(
            names = "--resume",
            description =
                    "Go on from the state in --checkpoint: the model becomes what it would have become without the"
                            + " interrupt. Data and settings must be the same; where there is no state yet, a training begins.")
    private boolean resume;

    /**
     * Refuses what makes no sense.
     *
     * @throws IllegalArgumentException where there is nothing to go on from
     */
    public void check() {
        if (resume && folder == null) {
            throw new IllegalArgumentException("--resume: without --checkpoint (expected: together with it)");
        }
    }

    /**
     * The folder, ready to be written to.
     *
     * @throws dev.narrows.trainer.checkpoint.CheckpointException where it cannot be, or holds another training
     */
    public Checkpoints open() {
        return folder == null ? Checkpoints.NONE : Checkpoints.open(folder, resume);
    }
}
