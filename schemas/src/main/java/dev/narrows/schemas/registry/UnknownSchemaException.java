package dev.narrows.schemas.registry;

import org.jspecify.annotations.Nullable;

/** The registry answered, and has no Avro schema of this id. The record that names the id cannot be read. */
public final class UnknownSchemaException extends RegistryException {

    private static final long serialVersionUID = 1L;

    UnknownSchemaException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
