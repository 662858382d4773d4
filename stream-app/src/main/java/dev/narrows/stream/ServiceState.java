package dev.narrows.stream;

/** Where the service is in its life. */
public enum ServiceState {
    /** Checks its surroundings, and waits for those that do not answer. */
    STARTING,
    /** All is there but a model; consumes nothing. */
    WAITING_FOR_MODEL,
    /** The stream was started; whether it runs at this moment says health. */
    STREAMING,
    /** Stopped for good by itself. */
    FAILED,
    /** Closed. */
    CLOSED
}
