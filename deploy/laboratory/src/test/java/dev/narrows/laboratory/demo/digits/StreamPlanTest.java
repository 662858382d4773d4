package dev.narrows.laboratory.demo.digits;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class StreamPlanTest {
    private final Digits digits = Digits.toStream();

    @Test
    void shouldHoldAsManyOfEachKindAsAsked() {
        // when
        StreamPlan plan = StreamPlan.of(digits, 1_000, Map.of(Kind.NOISE, 20, Kind.GARBAGE, 7), 1);

        // then
        assertThat(plan.records()).isEqualTo(1_000);
        assertThat(plan.count(Kind.NOISE)).isEqualTo(20);
        assertThat(plan.count(Kind.GARBAGE)).isEqualTo(7);
        assertThat(plan.count(Kind.DIGIT)).isEqualTo(973);
    }

    @Test
    void shouldSpreadTheKindsOverTheStream() {
        // when
        StreamPlan plan = StreamPlan.of(digits, 10_000, Map.of(Kind.NOISE, 200), 1);

        // then
        int early = 0;
        for (int i = 0; i < 5_000; i++) {
            early += plan.kind(i) == Kind.NOISE ? 1 : 0;
        }
        assertThat(early).isBetween(60, 140);
    }

    @Test
    void shouldMakeTheSameStreamOfTheSameSeed() {
        // given
        Map<Kind, Integer> notDigits = Map.of(Kind.NOISE, 50, Kind.GARBAGE, 50);

        // when
        StreamPlan one = StreamPlan.of(digits, 100, notDigits, 7);
        StreamPlan other = StreamPlan.of(digits, 100, notDigits, 7);

        // then
        for (int i = 0; i < 100; i++) {
            assertThat(one.kind(i)).isEqualTo(other.kind(i));
            assertThat(one.vector(i)).isEqualTo(other.vector(i));
            assertThat(one.garbage(i)).isEqualTo(other.garbage(i));
        }
    }

    @Test
    void shouldShowADigitAsItIs() {
        // given
        StreamPlan plan = StreamPlan.of(digits, 4_000, Map.of(), 1);

        // when
        float[] vector = plan.vector(3_501);

        // then
        assertThat(vector).isEqualTo(digits.read(1));
    }
}
