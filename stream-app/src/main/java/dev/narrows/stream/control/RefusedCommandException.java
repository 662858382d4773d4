package dev.narrows.stream.control;

/** A command cannot be carried out; the message says why and what was expected. */
final class RefusedCommandException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    RefusedCommandException(String message) {
        super(message);
    }
}
