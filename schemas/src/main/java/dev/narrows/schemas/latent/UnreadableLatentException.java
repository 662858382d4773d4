package dev.narrows.schemas.latent;

/** A record value is not a latent. */
public final class UnreadableLatentException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnreadableLatentException(String message, Throwable cause) {
        super(message, cause);
    }
}
