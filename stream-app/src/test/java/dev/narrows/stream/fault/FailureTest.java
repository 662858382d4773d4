package dev.narrows.stream.fault;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FailureTest {

    @Test
    void shouldBeFatalWhereAnErrorIsBehindIt() {
        // given
        RuntimeException wrapped = new IllegalStateException("task 0_1", new OutOfMemoryError("Java heap space"));

        // when, then
        assertThat(Failure.of("stream", wrapped))
                .isEqualTo(new Failure("stream: java.lang.OutOfMemoryError: Java heap space", true));
    }

    @Test
    void shouldConcernTheServiceAloneOtherwise() {
        // when, then
        assertThat(Failure.of("stream", new IllegalStateException("no such topic", new RuntimeException("inner"))))
                .isEqualTo(new Failure("no such topic", false));
    }
}
