package dev.narrows.schemas.onnx.session;

/** The execution provider that was asked for cannot be used here; the message says why and what would help. */
public final class ProviderUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ProviderUnavailableException(String message) {
        super(message);
    }
}
