package dev.narrows.schemas.scan;

import dev.narrows.schemas.topic.Misspelt;
import java.util.Collection;

/** A topic that was to be read and does not exist. */
public final class MissingTopicException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MissingTopicException(String topic, Collection<String> known) {
        super("topic: " + topic + " (expected: one that exists on the broker" + Misspelt.perhaps(topic, known) + ")");
    }
}
