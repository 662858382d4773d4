package dev.narrows.stream.fault;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** Issue 21, point 4. */
class FailureLimitTest {

    private static final StackOverflowError WHY = new StackOverflowError();

    private final FailureLimit failures = new FailureLimit();

    @Test
    void shouldStopWhatFailsWithEveryRecord() {
        // given
        for (int i = 1; i < FailureLimit.IN_A_ROW; i++) {
            failures.saw(1, 1, WHY);
        }

        // when, then
        assertThatThrownBy(() -> failures.saw(1, 1, WHY))
                .hasMessage("encode: 1000 records failed in a row, the last with java.lang.StackOverflowError"
                        + " (expected: a failure of single records)")
                .hasCause(WHY);
    }

    @Test
    void shouldLetThroughAnyNumberWithOthersBetweenThem() {
        // when, then
        assertThatCode(() -> {
                    for (int i = 0; i < 3 * FailureLimit.IN_A_ROW; i++) {
                        failures.saw(1, 1, WHY);
                        if (i % 500 == 0) {
                            failures.saw(3, 4, WHY);
                        }
                    }
                })
                .doesNotThrowAnyException();
    }
}
