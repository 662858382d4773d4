package dev.narrows.stream.deadletter;

/**
 * How dead letters are sent again.
 *
 * @param topic where to
 * @param fromTopic only what came from this topic; empty for what came from any
 * @param dryRun whether nothing is sent
 * @param perSecond most letters a second; infinity for no limit
 * @param most letters that are sent at most
 * @param attempts how many times a record may be sent again at most, all replays together
 */
public record ReplaySettings(
        String topic, String fromTopic, boolean dryRun, double perSecond, long most, int attempts) {

    /** How often a record is sent again where nobody says otherwise. */
    public static final int ATTEMPTS = 3;

    /** Checks ranges. */
    public ReplaySettings {
        if (!(perSecond > 0)) {
            throw new IllegalArgumentException("rate: " + perSecond + " (expected: > 0)");
        }
        if (most < 1) {
            throw new IllegalArgumentException("most: " + most + " (expected: >= 1)");
        }
        if (attempts < 1) {
            throw new IllegalArgumentException("attempts: " + attempts + " (expected: >= 1)");
        }
    }
}
