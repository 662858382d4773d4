package dev.narrows.trainer.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SizeSearchTest {

    private final List<Integer> asked = new ArrayList<>();
    private final SizeSearch search = new SizeSearch(100, bytes -> {
        asked.add(bytes);
        return 1.0 / bytes;
    });

    @Test
    void shouldGrowUntilTheErrorIsSmallEnoughAndThenGoBackALittle() {
        // when: 20 bytes are enough
        int found = search.smallest(0.05, 8).orElseThrow();

        // then
        assertThat(found).isBetween(20, 22);
        assertThat(asked).startsWith(8, 16, 32).doesNotHaveDuplicates().hasSizeLessThan(8);
    }

    @Test
    void shouldShrinkWhereTheFirstIsMoreThanEnough() {
        assertThat(search.smallest(0.25, 64).orElseThrow()).isEqualTo(4);
    }

    @Test
    void shouldEndAtASingleByte() {
        assertThat(search.smallest(2, 16).orElseThrow()).isEqualTo(1);
    }

    @Test
    void shouldFindNothingWhereNotEvenTheLargestIsEnough() {
        // when / then
        assertThat(search.smallest(0.001, 8)).isEmpty();
        assertThat(asked).endsWith(100);
        assertThat(search.least()).isEqualTo(0.01);
    }
}
