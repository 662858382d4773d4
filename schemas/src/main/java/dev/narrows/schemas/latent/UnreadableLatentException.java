package dev.narrows.schemas.latent;

import org.jspecify.annotations.Nullable;

/** A record value is not a latent. */
public final class UnreadableLatentException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnreadableLatentException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
