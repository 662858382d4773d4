package dev.narrows.trainer.dataset.topic;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Which part of a topic to learn from. With neither {@code last} nor {@code since} all of it.
 *
 * @param topic its name
 * @param last at most that many of the newest records, shared among the partitions
 * @param since records that are not older than that, by their timestamps
 * @param dim values a vector; where absent, the dimension that most of the first records have
 * @param patience how long to wait for the broker to say something new
 */
public record TopicSettings(
        String topic, OptionalLong last, Optional<Instant> since, OptionalInt dim, Duration patience) {

    /** How long to wait, where nothing else is said. */
    public static final Duration DEFAULT_PATIENCE = Duration.ofSeconds(30);

    /** Checks them. */
    public TopicSettings {
        if (topic.isBlank()) {
            throw new IllegalArgumentException("topic: '" + topic + "' (expected: a name)");
        }
        if (last.isPresent() && last.getAsLong() < 1) {
            throw new IllegalArgumentException("last: " + last.getAsLong() + " (expected: >= 1)");
        }
        if (dim.isPresent() && dim.getAsInt() < 1) {
            throw new IllegalArgumentException("dim: " + dim.getAsInt() + " (expected: >= 1)");
        }
    }

    /** All of a topic. */
    public static TopicSettings all(String topic) {
        return new TopicSettings(topic, OptionalLong.empty(), Optional.empty(), OptionalInt.empty(), DEFAULT_PATIENCE);
    }

    /** The newest records of a topic. */
    public static TopicSettings last(String topic, long records) {
        return new TopicSettings(
                topic, OptionalLong.of(records), Optional.empty(), OptionalInt.empty(), DEFAULT_PATIENCE);
    }

    /** The records of a topic from a time on. */
    public static TopicSettings since(String topic, Instant time) {
        return new TopicSettings(topic, OptionalLong.empty(), Optional.of(time), OptionalInt.empty(), DEFAULT_PATIENCE);
    }
}
