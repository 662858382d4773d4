package dev.narrows.stream.notify;

import java.time.Duration;

/** What became of a message that was posted. */
sealed interface Posted {

    /**
     * The receiver has it.
     *
     * @param status 200 to 299
     */
    record Taken(int status) implements Posted {}

    /** The receiver wants no more, ever. */
    record Gone() implements Posted {}

    /**
     * Not this time.
     *
     * @param reason for people
     * @param after when the receiver wants the next try at the earliest, zero where it does not say
     */
    record Failed(String reason, Duration after) implements Posted {}
}
