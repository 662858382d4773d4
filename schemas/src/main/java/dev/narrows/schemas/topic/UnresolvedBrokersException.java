package dev.narrows.schemas.topic;

import java.net.UnknownHostException;

/** No name of a broker is known yet: in Kubernetes it appears with the broker's first pod. Trying again may help. */
public final class UnresolvedBrokersException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnresolvedBrokersException(String addresses, UnknownHostException cause) {
        super("bootstrap.servers: " + addresses + " not known by name (expected: names that resolve)", cause);
    }
}
