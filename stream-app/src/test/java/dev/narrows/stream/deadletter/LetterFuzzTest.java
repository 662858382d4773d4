package dev.narrows.stream.deadletter;

import dev.narrows.fuzz.Fuzz;
import dev.narrows.stream.fixture.Inputs;
import java.util.Arrays;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

/** Letters whose value and headers anybody may have written. */
class LetterFuzzTest {

    @Test
    void shouldShowEveryLetter() {
        Fuzz.of("dead-letter")
                .from(Inputs.raw(1, 2, 3), Inputs.bytes("[1, 2, \u00e4\u20ac]"), Inputs.bytes("wrong-dimension 17 3"))
                .run(bytes -> {
                    Headers headers = new RecordHeaders();
                    byte[] half = Arrays.copyOf(bytes, bytes.length / 2);
                    for (String name : new String[] {
                        "narrows.reason", "narrows.replays", "narrows.omitted", "__streams.errors.partition",
                        "__streams.errors.offset", "__streams.errors.topic", "__streams.errors.message", "own"
                    }) {
                        headers.add(name, half);
                    }
                    DeadLetter letter = DeadLetter.of(new ConsumerRecord<>(
                            "letters",
                            0,
                            0,
                            bytes.length == 0 ? Long.MAX_VALUE : -1,
                            TimestampType.CREATE_TIME,
                            0,
                            bytes.length,
                            half,
                            bytes,
                            headers,
                            Optional.empty()));
                    LetterView.of(letter, true);
                    LetterView.headers(letter);
                });
    }
}
