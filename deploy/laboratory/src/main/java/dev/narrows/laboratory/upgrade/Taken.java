package dev.narrows.laboratory.upgrade;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * How long upgrades took, and the memory that the process had after each. Growth is the median after the last five less
 * that after five of the first, of which a tenth is left out: what a process takes once it keeps. One thread.
 */
final class Taken {

    private static final int SOME = 5;
    private static final int WARM_PART = 10;

    private final List<Long> nanos = new ArrayList<>();
    private final List<Long> resident = new ArrayList<>();

    /** One more. */
    void upgrade(long took, OptionalLong bytes) {
        nanos.add(took);
        bytes.ifPresent(resident::add);
    }

    long medianMs() {
        return TimeUnit.NANOSECONDS.toMillis(median(nanos));
    }

    long longestMs() {
        return TimeUnit.NANOSECONDS.toMillis(
                nanos.stream().mapToLong(Long::longValue).max().orElse(0));
    }

    /** Bytes now; null where the system does not tell. */
    @Nullable
    Long last() {
        return resident.isEmpty() ? null : resident.get(resident.size() - 1);
    }

    /** Bytes more than after the first upgrades; null where the system does not tell. */
    @Nullable
    Long growth() {
        int count = resident.size();
        if (count == 0) {
            return null;
        }
        int from = Math.min(count - 1, count / WARM_PART);
        List<Long> first = resident.subList(from, Math.min(count, from + SOME));
        List<Long> last = resident.subList(Math.max(0, count - SOME), count);
        return median(last) - median(first);
    }

    private static long median(List<Long> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElse(0L);
    }
}
