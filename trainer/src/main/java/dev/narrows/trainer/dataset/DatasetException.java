package dev.narrows.trainer.dataset;

/** Data cannot be learned from; the message says where they are wrong and what is expected, for the person who has them. */
public final class DatasetException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Data whose content is wrong. */
    public DatasetException(String message) {
        super(message);
    }

    /** Data that cannot be read. */
    public DatasetException(String message, Throwable cause) {
        super(message, cause);
    }
}
