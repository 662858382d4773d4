package dev.narrows.trainer.dataset.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ResizingTest {

    @Test
    void shouldWeighAllOldPixelsWhereTheImageBecomesSmaller() {
        // given: 4 x 2 to 2 x 1, triangles 2 old pixels wide on each side, cut off at the edge
        GreyImage image = new GreyImage(4, new float[] {0, 10, 20, 30, 100, 110, 120, 130});

        // when
        GreyImage small = Resizing.to(new ImageSize(2, 1), image);

        // then: (0 x 0.75 + 10 x 0.75 + 20 x 0.25) / 1.75 across, the mean of both lines down
        assertThat(small.pixels())
                .containsExactly(new float[] {12.5f / 1.75f + 50, 30 - 12.5f / 1.75f + 50}, within(1e-4f));
    }

    @Test
    void shouldInterpolateWhereTheImageBecomesLarger() {
        // given
        GreyImage image = new GreyImage(2, new float[] {0, 100});

        // when
        GreyImage large = Resizing.to(new ImageSize(4, 1), image);

        // then
        assertThat(large.pixels()).containsExactly(new float[] {0, 25, 75, 100}, within(1e-4f));
    }

    @Test
    void shouldRefuseASizeThatIsNone() {
        assertThat(ImageSize.parse("28x14")).isEqualTo(new ImageSize(28, 14));
        assertThatThrownBy(() -> ImageSize.parse("28"))
                .hasMessage("image size: 28 (expected: WIDTHxHEIGHT, 28x28, say)");
        assertThatThrownBy(() -> ImageSize.parse("0x3")).hasMessageStartingWith("image size: 0x3 (expected: width");
    }
}
