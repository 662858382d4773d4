package dev.narrows.trainer.codec.textbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class QuantisersTest {

    @Test
    void shouldShareOutComponentsSoThatAllBooksHaveAsMuchToTell() {
        // given: logarithms of base 2, less that of half the smallest: 10, 8, 7, 4, 3, 1
        double[] variances = {1024, 256, 128, 16, 8, 2};

        // when / then: 10 | 8 | 7, then 7 + 4, 8 + 3 and 10 + 1
        assertThat(Groups.ofVariances(variances, 3)).isDeepEqualTo(new int[][] {{0, 5}, {1, 4}, {2, 3}});
    }

    @Test
    void shouldLeaveNoBookWithoutAComponent() {
        // given: all groups but the last would be full with three each
        double[] variances = new double[10];
        Arrays.fill(variances, 1);

        // when
        int[][] groups = Groups.ofVariances(variances, 4);

        // then
        assertThat(Arrays.stream(groups).mapToInt(group -> group.length)).containsExactly(3, 3, 2, 2);
    }

    @Test
    void shouldBoundWhatBooksOfWholeRowsLearnFrom() {
        // when / then: all of MNIST's 20,480 for 16 bytes, ever fewer after that, never fewer than eight an entry
        assertThat(ResidualQuantiser.rows(0, 20_480, 784)).isEqualTo(20_480);
        assertThat(ResidualQuantiser.rows(15, 20_480, 784)).isEqualTo(20_480);
        assertThat(ResidualQuantiser.rows(31, 20_480, 784)).isEqualTo(10_699);
        assertThat(ResidualQuantiser.rows(783, 20_480, 784)).isEqualTo(2048);
        assertThat(ResidualQuantiser.rows(783, 500, 784)).isEqualTo(500);
        assertThat(ResidualQuantiser.rows(0, 20_480, 3072)).isEqualTo(5461);
    }

    @Test
    void shouldMakeTheCodeOfFewerBytesThePrefixOfALongerOne() {
        // given
        float[] values = noise(600, 6);
        ResidualQuantiser four = ResidualQuantiser.fit(values.clone(), 600, 6, 4, 1);
        ResidualQuantiser two = four.first(2);
        byte[] longer = new byte[600 * 4];
        byte[] shorter = new byte[600 * 2];

        // when
        four.encode(values, 600, longer);
        two.encode(values, 600, shorter);

        // then
        for (int row = 0; row < 600; row++) {
            assertThat(Arrays.copyOfRange(longer, 4 * row, 4 * row + 2))
                    .isEqualTo(Arrays.copyOfRange(shorter, 2 * row, 2 * row + 2));
        }
    }

    @Test
    void shouldEndBooksWhereNothingIsLeftToTell() {
        // given: as many different rows as a book has entries, so that the first one tells them all apart
        float[] values = noise(256, 6);
        ResidualQuantiser codec = ResidualQuantiser.fit(values.clone(), 256, 6, 5, 1);
        byte[] codes = new byte[256 * 5];

        // when
        codec.encode(values, 256, codes);

        // then: the code keeps its width, and what has no book is 0
        assertThat(codec.codeBytes()).isEqualTo(5);
        for (int row = 0; row < 256; row++) {
            assertThat(Arrays.copyOfRange(codes, 5 * row + 1, 5 * row + 5)).containsOnly(0);
        }
    }

    private static float[] noise(int rows, int dim) {
        Random random = new Random(8);
        float[] values = new float[rows * dim];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextFloat();
        }
        return values;
    }
}
