package dev.narrows.stream.deadletter;

import dev.narrows.schemas.alert.KeyPattern;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Which dead letters are meant; what is left out does not restrict.
 *
 * @param reason as {@link DeadLetter#reason}
 * @param key pattern of keys
 * @param partition of the dead letter topic
 * @param fromOffset first offset of the dead letter topic
 * @param toOffset first offset that is meant no more
 * @param from first time of the input record
 * @param to first time that is meant no more
 */
public record DeadLetterFilter(
        Optional<String> reason,
        Optional<KeyPattern> key,
        OptionalInt partition,
        OptionalLong fromOffset,
        OptionalLong toOffset,
        Optional<Instant> from,
        Optional<Instant> to) {

    /** Every letter. */
    public static final DeadLetterFilter ALL = new DeadLetterFilter(
            Optional.empty(),
            Optional.empty(),
            OptionalInt.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            Optional.empty(),
            Optional.empty());

    /** Checks ranges. */
    public DeadLetterFilter {
        requireFromZero("partition", partition.orElse(0));
        requireFromZero("fromOffset", fromOffset.orElse(0));
        requireFromZero("toOffset", toOffset.orElse(0));
    }

    /** One letter alone. */
    public static DeadLetterFilter one(int partition, long offset) {
        return new DeadLetterFilter(
                Optional.empty(),
                Optional.empty(),
                OptionalInt.of(partition),
                OptionalLong.of(offset),
                OptionalLong.of(offset == Long.MAX_VALUE ? offset : offset + 1),
                Optional.empty(),
                Optional.empty());
    }

    /** The same whatever the reason. */
    public DeadLetterFilter ofAnyReason() {
        return new DeadLetterFilter(Optional.empty(), key, partition, fromOffset, toOffset, from, to);
    }

    /** Whether a letter is meant. */
    public boolean matches(DeadLetter letter) {
        return (reason.isEmpty() || reason.get().equals(letter.reason()))
                && (key.isEmpty() || key.get().matches(letter.key()))
                && (partition.isEmpty() || partition.getAsInt() == letter.partition())
                && letter.offset() >= fromOffset.orElse(0)
                && letter.offset() < toOffset.orElse(Long.MAX_VALUE)
                && (from.isEmpty() || !letter.time().isBefore(from.get()))
                && (to.isEmpty() || letter.time().isBefore(to.get()));
    }

    private static void requireFromZero(String name, long value) {
        if (value < 0) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: >= 0)");
        }
    }
}
