package dev.narrows.schemas.alert;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KeyTextTest {

    @Test
    void shouldShowTextAsItIs() {
        // when
        String text = KeyText.of("sensor-7/ä".getBytes(UTF_8));

        // then
        assertThat(text).isEqualTo("sensor-7/ä");
    }

    @Test
    void shouldShowBytesInHexadecimal() {
        // when
        String text = KeyText.of(new byte[] {0, 0, 33, (byte) 0xf4});

        // then
        assertThat(text).isEqualTo("0x000021f4");
    }

    @Test
    void shouldShowWhatWouldBreakTheLineInHexadecimal() {
        // when
        String text = KeyText.of("a b\n".getBytes(UTF_8));

        // then
        assertThat(text).isEqualTo("0x6120620a");
    }

    @Test
    void shouldShowThatThereIsNone() {
        // when
        String text = KeyText.of(null);

        // then
        assertThat(text).isEqualTo("-");
    }
}
