package dev.narrows.schemas.topic;

import java.time.Duration;

/** No broker answers where brokers should be. Trying again may help. */
public final class BrokersAwayException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BrokersAwayException(String addresses, Duration patience) {
        super("no answer from the brokers at " + addresses + " within " + patience.toSeconds()
                + " s (expected: one that runs there, see --bootstrap-servers)");
    }
}
