package dev.narrows.stream.deadletter;

/** What becomes of a dead letter in a replay. */
public enum Fate {
    /** It is sent again, or would be. */
    SENT("sent", "sent"),
    /** The letter goes without its value, so there is nothing to send. */
    NOT_WHOLE("notWhole", "without value"),
    /** It was sent again as often as may be and came back each time. */
    TOO_OFTEN("tooOften", "replayed too often"),
    /** It came from another topic. */
    ELSEWHERE("elsewhere", "of another topic");

    private final String field;
    private final String label;

    Fate(String field, String label) {
        this.field = field;
        this.label = label;
    }

    /** For JSON. */
    public String field() {
        return field;
    }

    /** For people. */
    public String label() {
        return label;
    }

    static Fate of(DeadLetter letter, ReplaySettings settings) {
        if (!settings.fromTopic().isEmpty() && !settings.fromTopic().equals(letter.inputTopic())) {
            return ELSEWHERE;
        }
        if (!letter.isWhole()) {
            return NOT_WHOLE;
        }
        return letter.replays() < settings.attempts() ? SENT : TOO_OFTEN;
    }
}
