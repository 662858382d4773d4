package dev.narrows.schemas.onnx;

/** A graph that could not be run, though it was loaded and checked: out of memory, a device that is gone. */
public final class InferenceException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    InferenceException(String message, Throwable cause) {
        super(message, cause);
    }
}
