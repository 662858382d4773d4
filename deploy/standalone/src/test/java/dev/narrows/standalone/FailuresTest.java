package dev.narrows.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FailuresTest {

    @Test
    void shouldAddWhatTheCauseSays() {
        // given
        Exception failed = new IllegalStateException("topic: x", new IllegalArgumentException("not there"));

        // when
        String message = Failures.message(failed);

        // then
        assertThat(message).isEqualTo("topic: x: not there");
    }

    @Test
    void shouldNotSayTheSameTwice() {
        // given
        Exception cause = new IllegalArgumentException("not there");

        // when
        String message = Failures.message(new IllegalStateException("topic: not there", cause));

        // then
        assertThat(message).isEqualTo("topic: not there");
    }

    @Test
    void shouldNameTheKindOfAnErrorThatSaysNothing() {
        // when
        String message = Failures.message(new UnsupportedOperationException());

        // then
        assertThat(message).isEqualTo("UnsupportedOperationException");
    }

    @Test
    void shouldKeepToOneLine() {
        // when
        String message = Failures.message(new IllegalStateException("first\nsecond"));

        // then
        assertThat(message).isEqualTo("first");
    }
}
