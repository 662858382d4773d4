package dev.narrows.trainer.checkpoint;

/** A checkpoint cannot be written, read, or gone on from with these settings and data. */
public final class CheckpointException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CheckpointException(String message) {
        super(message);
    }

    CheckpointException(String message, Throwable cause) {
        super(message, cause);
    }
}
