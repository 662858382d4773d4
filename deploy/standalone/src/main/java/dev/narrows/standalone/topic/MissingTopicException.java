package dev.narrows.standalone.topic;

/** A topic that was to be read and does not exist. */
public final class MissingTopicException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MissingTopicException(String topic) {
        super("topic: " + topic + " (expected: one that exists on the broker)");
    }
}
