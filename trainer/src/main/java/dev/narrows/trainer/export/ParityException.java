package dev.narrows.trainer.export;

/** The exported graphs do not do what the trained network does; nothing was published. */
public final class ParityException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ParityException(Parity parity) {
        super("parity: " + parity + " (expected: at most 1e-3 each)");
    }
}
