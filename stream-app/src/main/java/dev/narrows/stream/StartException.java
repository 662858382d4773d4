package dev.narrows.stream;

/** The service cannot start as it is set up. The message is one line and says what to change. */
public final class StartException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StartException(String message, Throwable cause) {
        super(message, cause);
    }

    /** What stopped a start, in one line. */
    static StartException of(RuntimeException cause) {
        if (cause instanceof StartException already) {
            return already;
        }
        String message = String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
        boolean says = cause instanceof IllegalArgumentException || cause instanceof IllegalStateException;
        return new StartException(says ? message : cause.getClass().getSimpleName() + ": " + message, cause);
    }
}
