package dev.narrows.trainer.publish;

import java.nio.file.Path;

/** A model was made, but did not get to where it should go; the message names the folder that holds it. */
public final class KeptModelException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    KeptModelException(Path folder, Throwable cause) {
        super(
                "model: made and kept in folder " + folder + " (expected: published; narrows models publish " + folder
                        + " publishes it)",
                cause);
    }
}
