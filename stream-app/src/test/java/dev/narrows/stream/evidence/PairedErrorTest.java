package dev.narrows.stream.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PairedErrorTest {

    @Test
    void shouldCountEachFeatureInItsSpread() {
        // given
        float[] rows = {9, 9, 9, 10, 100, 7};
        float[] reconstructions = {12, 60, 4};

        // when
        double error = PairedError.squared(rows, 3, reconstructions, 0, new float[] {1, 20, 0}, 3);

        // then
        assertThat(error).isEqualTo(4 + 4 + 9);
    }

    @Test
    void shouldCountInRawUnitsWithoutSpreads() {
        assertThat(PairedError.squared(new float[] {1, 2}, 0, new float[] {3, 5}, 0, new float[0], 2))
                .isEqualTo(13);
    }

    @Test
    void shouldBePositiveWhereTheCandidateIsBetter() {
        assertThat(PairedError.difference(2, 1)).isCloseTo(1 / 3f, within(1e-7f));
        assertThat(PairedError.difference(1, 2)).isCloseTo(-1 / 3f, within(1e-7f));
        assertThat(PairedError.difference(1, 0)).isEqualTo(1);
        assertThat(PairedError.difference(0, 0)).isZero();
    }
}
