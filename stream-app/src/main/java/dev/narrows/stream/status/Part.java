package dev.narrows.stream.status;

import java.util.Locale;

/** What must be up for the service to work, in the order in which it starts. */
public enum Part {
    /** The Kafka brokers answer. */
    BROKER,
    /** The schema registry answers. */
    REGISTRY,
    /** The topics are there and right. */
    TOPICS,
    /** A model is in service. */
    MODEL,
    /** The stream is running. */
    STREAM;

    /** Its name in reports and messages. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
