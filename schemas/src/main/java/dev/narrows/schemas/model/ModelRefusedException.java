package dev.narrows.schemas.model;

/**
 * A model version that must not be used: its parts contradict each other, it is not signed as it must be, or it does
 * not do what its manifest says. The message names the thing, the value found and the value expected. The version that
 * served before stays in service.
 */
public final class ModelRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param reason thing, value and expectation */
    public ModelRefusedException(String reason) {
        super(reason);
    }

    /**
     * @param reason thing, value and expectation
     * @param cause what was thrown on the way
     */
    public ModelRefusedException(String reason, Throwable cause) {
        super(reason, cause);
    }
}
