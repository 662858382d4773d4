package dev.narrows.stream.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.narrows.stream.fixture.Inputs;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class LetterViewTest {

    @Test
    void shouldShowHowAValueBegins() {
        // when, then
        assertThat(head(Inputs.raw(0.1f, Float.NaN)))
                .isEqualTo(Map.of("hex", "cdcccc3d0000c07f", "floats", List.of("0.1", "NaN")));
        assertThat(head(Inputs.bytes("[1, 2"))).isEqualTo(Map.of("hex", "5b312c2032", "text", "[1, 2"));
        assertThat(head(new byte[] {0, 0, 0, 1, 2, 9})).isEqualTo(Map.of("hex", "000000010209", "schemaId", 258));
        assertThat(head(new byte[0])).isEqualTo(Map.of("hex", "", "text", ""));
    }

    @Test
    void shouldCutTextBetweenCharacters() {
        // given: the last one of 64 bytes is the first half of a character
        String text = "a".repeat(LetterView.HEAD_BYTES - 1) + "\u00e4\u00e4";

        // when
        Object head = head(text.getBytes(StandardCharsets.UTF_8));

        // then
        assertThat(head).extracting("text").isEqualTo("a".repeat(LetterView.HEAD_BYTES - 1));
    }

    @Test
    void shouldHideValuesUnlessAsked() {
        // when, then
        assertThat(LetterView.of(letter(Inputs.bytes("secret"), new RecordHeaders()), false))
                .doesNotContainKey("head")
                .containsEntry("bytes", 6L);
    }

    @Test
    void shouldRelyOnNoHeader() {
        // given
        Headers headers = new RecordHeaders()
                .add("narrows.replays", Inputs.bytes("-1"))
                .add("narrows.reason", null)
                .add("__streams.errors.partition", Inputs.bytes("99999999999"))
                .add("__streams.errors.offset", Inputs.bytes("x"))
                .add("trace", null);

        // when
        DeadLetter letter = letter(null, headers);

        // then
        assertThat(LetterView.of(letter, true))
                .containsEntry("reason", "unknown")
                .containsEntry("topic", "")
                .containsEntry("inputPartition", -1)
                .containsEntry("inputOffset", -1L)
                .containsEntry("replays", 0)
                .containsEntry("bytes", 0L)
                .doesNotContainKey("head");
        assertThat(LetterView.headers(letter))
                .singleElement()
                .satisfies(header ->
                        assertThat(header).containsEntry("name", "trace").containsEntry("value", null));
    }

    private static Object head(byte[] value) {
        return LetterView.of(letter(value, new RecordHeaders()), true).get("head");
    }

    private static DeadLetter letter(byte[] value, Headers headers) {
        return DeadLetter.of(new ConsumerRecord<>(
                "dead-letters",
                0,
                7,
                Inputs.TIME,
                TimestampType.CREATE_TIME,
                0,
                value == null ? -1 : value.length,
                null,
                value,
                headers,
                Optional.empty()));
    }
}
