package dev.narrows.stream.start;

/** The service cannot start as it is set up. The message is one line and says what to change. */
public final class StartException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public StartException(String message, Throwable cause) {
        super(message, cause);
    }

    /** What stopped a start, in one line. */
    public static StartException of(RuntimeException cause) {
        if (cause instanceof StartException already) {
            return already;
        }
        String message = String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
        // What we throw, and argument and state errors, name the thing by themselves; Kafka's need their class to.
        boolean says = cause instanceof IllegalArgumentException
                || cause instanceof IllegalStateException
                || cause.getClass().getName().startsWith("dev.narrows.");
        return new StartException(says ? message : cause.getClass().getSimpleName() + ": " + message, cause);
    }
}
