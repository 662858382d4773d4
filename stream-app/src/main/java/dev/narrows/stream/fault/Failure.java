package dev.narrows.stream.fault;

import org.jspecify.annotations.Nullable;

/**
 * Why a service does not go on. A value; any thread.
 *
 * @param reason in one line
 * @param fatal whether an Error is behind it: nothing in this process can be trusted any more
 */
public record Failure(String reason, boolean fatal) {

    /** One that concerns the service alone. */
    public static Failure because(String reason) {
        return new Failure(reason, false);
    }

    /**
     * What a thread has thrown.
     *
     * @param part what the thread does, in front of the reason where that is an Error
     */
    public static Failure of(String part, Throwable thrown) {
        for (Throwable each = thrown; each != null; each = next(each)) {
            if (each instanceof Error) {
                return new Failure(part + ": " + each, true);
            }
        }
        return because(String.valueOf(thrown.getMessage()));
    }

    private static @Nullable Throwable next(Throwable thrown) {
        Throwable cause = thrown.getCause();
        return cause == thrown ? null : cause;
    }
}
