package dev.narrows.stream.look;

/** What was asked for cannot be told now, because the cluster has not answered yet; asking again helps. */
public final class NotYetException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NotYetException(String message) {
        super(message, null, false, false);
    }
}
