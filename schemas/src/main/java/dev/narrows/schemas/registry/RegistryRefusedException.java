package dev.narrows.schemas.registry;

import org.jspecify.annotations.Nullable;

/**
 * The registry refused the request as it stands: wrong credentials, an incompatible schema, or no registry at that
 * address. Somebody must change a setting or the registry before trying again helps.
 */
public final class RegistryRefusedException extends RegistryException {

    private static final long serialVersionUID = 1L;

    RegistryRefusedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
