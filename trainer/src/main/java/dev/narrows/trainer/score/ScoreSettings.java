package dev.narrows.trainer.score;

/**
 * What the error of a row is, and how much of the training data not to believe.
 *
 * @param kind of score
 * @param contamination share of the rows to learn from that are taken to be unusual themselves, 0 to below 0.5; they are
 *     left out
 */
public record ScoreSettings(ScoreKind kind, double contamination) {

    /** Checks the share. */
    public ScoreSettings {
        if (!(contamination >= 0 && contamination < 0.5)) {
            throw new IllegalArgumentException("contamination: " + contamination + " (expected: 0 to below 0.5)");
        }
    }

    /** Mean squared error, of rows that are all to be learned from. */
    public static ScoreSettings defaults() {
        return new ScoreSettings(ScoreKind.MSE, 0);
    }

    /** The same with another kind. */
    public ScoreSettings withKind(ScoreKind other) {
        return new ScoreSettings(other, contamination);
    }

    /** The same with another share. */
    public ScoreSettings withContamination(double share) {
        return new ScoreSettings(kind, share);
    }
}
