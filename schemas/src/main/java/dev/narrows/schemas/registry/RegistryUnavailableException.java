package dev.narrows.schemas.registry;

import org.jspecify.annotations.Nullable;

/** No registry answered, or it answered that it cannot serve now. Worth trying again. */
public final class RegistryUnavailableException extends RegistryException {

    private static final long serialVersionUID = 1L;

    RegistryUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
