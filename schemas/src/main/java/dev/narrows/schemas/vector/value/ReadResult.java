package dev.narrows.schemas.vector.value;

import java.util.Objects;

/** What became of one record value: a row that is filled, or the reason why not. */
public sealed interface ReadResult permits ReadResult.Row, ReadResult.Unreadable {

    /** The row is filled. */
    enum Row implements ReadResult {
        /** The only one. */
        OK
    }

    /**
     * The value is not a usable vector.
     *
     * @param reason why
     * @param detail the same for a person, without any of the value's content
     */
    record Unreadable(Reason reason, String detail) implements ReadResult {

        /** Checks that both are there. */
        public Unreadable {
            Objects.requireNonNull(reason, "reason");
            Objects.requireNonNull(detail, "detail");
        }
    }
}
