package dev.narrows.schemas.registry;

import org.jspecify.annotations.Nullable;

/** The schema registry did not give what was asked of it; the subclasses say what a caller can do about it. */
public abstract sealed class RegistryException extends RuntimeException
        permits UnknownSchemaException, MissingSchemaException, RegistryUnavailableException, RegistryRefusedException {

    private static final long serialVersionUID = 1L;

    RegistryException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
