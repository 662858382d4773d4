package dev.narrows.schemas.registry;

import org.jspecify.annotations.Nullable;

/** A schema that this program writes is not registered, and {@code schema.registry.auto.register} is off. */
public final class MissingSchemaException extends RegistryException {

    private static final long serialVersionUID = 1L;

    MissingSchemaException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
