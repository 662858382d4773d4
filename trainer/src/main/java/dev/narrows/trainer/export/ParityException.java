package dev.narrows.trainer.export;

/** The exported graphs do not do what the trained network does; nothing was published. */
public final class ParityException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ParityException(Parity parity, double codeShare, double farShare, double delta) {
        super("parity: " + parity + " (expected: codeShare at most " + codeShare + ", farShare " + farShare
                + ", the others " + delta + ")");
    }
}
