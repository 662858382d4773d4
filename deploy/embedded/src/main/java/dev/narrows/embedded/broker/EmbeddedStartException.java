package dev.narrows.embedded.broker;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** An embedded broker or registry that could not start; the message is one line that says what is in the way. */
public final class EmbeddedStartException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    /**
     * With a cause.
     *
     * @param message what is in the way, one line
     * @param cause   what was thrown, or null
     */
    public EmbeddedStartException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
