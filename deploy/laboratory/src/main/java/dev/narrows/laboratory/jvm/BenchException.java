package dev.narrows.laboratory.jvm;

import org.jspecify.annotations.Nullable;

/** A measurement could not be made; the message says what happened to what was measured. */
public final class BenchException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param message what happened, and what was expected */
    public BenchException(String message) {
        super(message);
    }

    /** @param message what happened, and what was expected */
    public BenchException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
