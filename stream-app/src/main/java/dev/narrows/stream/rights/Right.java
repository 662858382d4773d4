package dev.narrows.stream.rights;

import java.util.List;

/**
 * What may be done with one thing.
 *
 * @param kind what it is
 * @param name its name, or the beginning of its name
 * @param prefix whether the name is a beginning
 * @param operations Kafka's names of operations, at least one
 */
public record Right(Kind kind, String name, boolean prefix, List<String> operations) {

    /** What a right is about, in the words of kafka-acls and of Strimzi. */
    public enum Kind {
        /** A topic. */
        TOPIC("--topic", "topic"),
        /** A consumer group. */
        GROUP("--group", "group"),
        /** The name of a transactional producer. */
        TRANSACTIONAL_ID("--transactional-id", "transactionalId");

        final String flag;
        final String strimzi;

        Kind(String flag, String strimzi) {
            this.flag = flag;
            this.strimzi = strimzi;
        }
    }

    /** Copies the list. */
    public Right {
        operations = List.copyOf(operations);
        if (operations.isEmpty()) {
            throw new IllegalArgumentException("operations: none (expected: at least one)");
        }
    }
}
