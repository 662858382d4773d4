package dev.narrows.trainer.fit;

/** The loss became infinite or not a number. */
public final class DivergedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DivergedException(int epoch, double loss, double learningRate) {
        super("loss: " + loss + " in epoch " + epoch + " (expected: finite; a learning rate below " + learningRate
                + " may help)");
    }
}
