package dev.narrows.schemas.trial;

/** No process could be started to try a version in. Says nothing about the version; trying again may help. */
public final class NoTrialException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NoTrialException(String message, Throwable cause) {
        super(message, cause);
    }
}
