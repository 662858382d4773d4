package dev.narrows.stream.fault;

import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * How many records in a row may fail unexpectedly before that is no longer taken for the fault of each. Until then each is
 * answered with its dead letter; beyond, a stream that cannot do its work shall stop rather than turn all that it reads into
 * dead letters. Shared by the threads that work on one stream, so what is in a row is so about; any thread.
 */
public final class FailureLimit {

    /** Records in a row, without one between them that did not fail. */
    public static final int IN_A_ROW = 1_000;

    private final AtomicInteger inARow = new AtomicInteger();

    /** Nothing has failed yet. */
    public FailureLimit() {}

    /**
     * Some records, at least one, were worked on.
     *
     * @param failed how many of them failed
     * @param of how many they were
     * @param why the last failure, null where there was none
     * @throws IllegalStateException when too many failed in a row
     */
    public void saw(int failed, int of, @Nullable Throwable why) {
        if (failed < of) {
            if (inARow.get() != 0) {
                inARow.set(0);
            }
        } else if (inARow.addAndGet(failed) >= IN_A_ROW) {
            throw new IllegalStateException(
                    "encode: " + IN_A_ROW + " records failed in a row, the last with " + why
                            + " (expected: a failure of single records)",
                    why);
        }
    }

    /** Throws what was caught. */
    public static RuntimeException unchecked(Throwable why) {
        if (why instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) why;
    }
}
