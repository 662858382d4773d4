package dev.narrows.standalone.deadletters;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.narrows.stream.deadletter.DeadLetter;
import dev.narrows.stream.deadletter.LetterView;
import java.util.Locale;

/** One dead letter on one line, for people or as JSON. */
final class DeadLetterLine {
    private static final ObjectMapper JSON = new ObjectMapper();

    private DeadLetterLine() {}

    /** Where it lies, time and place of the input record, key, why, and how often it was sent again. */
    static String text(DeadLetter letter) {
        return String.format(
                Locale.ROOT,
                "%s %s %s/%d@%d key=%s bytes=%d replays=%d %s",
                letter.id(),
                letter.time(),
                letter.inputTopic(),
                letter.inputPartition(),
                letter.inputOffset(),
                letter.key(),
                letter.valueBytes(),
                letter.replays(),
                oneLine(letter.detail().isEmpty() ? letter.reason() : letter.detail()));
    }

    static String json(DeadLetter letter) {
        return json(LetterView.of(letter, true));
    }

    static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException failed) {
            throw new IllegalStateException("dead letter: cannot be written as JSON", failed);
        }
    }

    /** Anybody may have written the header. */
    private static String oneLine(String text) {
        return text.replaceAll("\\p{Cntrl}", " ");
    }
}
