package dev.narrows.schemas.vector.value;

/** A record value is not a usable vector; carries no stack trace, since it is an expected event. */
public final class UnreadableVectorException extends Exception {

    private static final long serialVersionUID = 1L;

    private final Reason reason;
    private final String detail;

    public UnreadableVectorException(Reason reason, String detail) {
        super(detail, null, false, false);
        this.reason = reason;
        this.detail = detail;
    }

    public static UnreadableVectorException unreadable(String detail) {
        return new UnreadableVectorException(Reason.UNREADABLE, detail);
    }

    /** A finite number that float32 does not hold, after so many that it does. */
    public static UnreadableVectorException beyondFloat(String format, long after) {
        return new UnreadableVectorException(
                Reason.OUT_OF_RANGE,
                format + ": a finite value after " + after + " others (expected: at most 3.4e38, as float32 holds)");
    }

    /** Why. */
    public Reason reason() {
        return reason;
    }

    public ReadResult.Unreadable result() {
        return new ReadResult.Unreadable(reason, detail);
    }
}
