package dev.narrows.schemas.store;

/**
 * The version was published before, or another publisher of the same model came in between. Nothing of this attempt is
 * visible; ask for the next version and publish again.
 */
public final class VersionTakenException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    VersionTakenException(String message) {
        super(message);
    }

    VersionTakenException(String message, Throwable cause) {
        super(message, cause);
    }
}
