package dev.narrows.standalone.deadletters;

import dev.narrows.schemas.alert.KeyPattern;
import dev.narrows.stream.deadletter.DeadLetterFilter;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which dead letters are meant. */
final class DeadLetterOptions {

    @Option(
            names = "--reason",
            paramLabel = "REASON",
            description = "As header narrows.reason has it: wrong-dimension ...")
    private @Nullable String reason;

    @Option(names = "--key", paramLabel = "PATTERN", description = "Keys, * stands for any characters.")
    private @Nullable String key;

    @Option(names = "--partition", paramLabel = "P", description = "Partition, the same as in the input topic.")
    private @Nullable Integer partition;

    @Option(names = "--from-offset", paramLabel = "O", description = "First offset of the dead letter topic.")
    private @Nullable Long fromOffset;

    @Option(names = "--to-offset", paramLabel = "O", description = "First offset that is meant no more.")
    private @Nullable Long toOffset;

    @Option(
            names = "--from",
            paramLabel = "TIME",
            description = "First time of the input record: 2026-01-31T12:00:00Z.")
    private @Nullable Instant from;

    @Option(names = "--to", paramLabel = "TIME", description = "First time that is meant no more.")
    private @Nullable Instant to;

    /** Whether nothing restricts. */
    boolean isEmpty() {
        return filter().equals(DeadLetterFilter.ALL);
    }

    DeadLetterFilter filter() {
        return new DeadLetterFilter(
                Optional.ofNullable(reason),
                Optional.ofNullable(key).map(KeyPattern::of),
                partition == null ? OptionalInt.empty() : OptionalInt.of(partition),
                fromOffset == null ? OptionalLong.empty() : OptionalLong.of(fromOffset),
                toOffset == null ? OptionalLong.empty() : OptionalLong.of(toOffset),
                Optional.ofNullable(from),
                Optional.ofNullable(to));
    }
}
