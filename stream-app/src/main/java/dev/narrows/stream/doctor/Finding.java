package dev.narrows.stream.doctor;

/**
 * What one look found.
 *
 * @param subject what was looked at, one word
 * @param state how it is
 * @param detail what was found, and, where it is not good, what to do; one line
 */
public record Finding(String subject, State state, String detail) {

    /** How it is. */
    public enum State {
        /** As it should be. */
        GOOD,
        /** It works, and may surprise. */
        WARNING,
        /** The service would not start, or not work. */
        BAD
    }

    static Finding good(String subject, String detail) {
        return new Finding(subject, State.GOOD, detail);
    }

    static Finding warning(String subject, String detail) {
        return new Finding(subject, State.WARNING, detail);
    }

    static Finding bad(String subject, String detail) {
        return new Finding(subject, State.BAD, detail);
    }
}
