package dev.narrows.trainer.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.narrows.trainer.dataset.ArrayDataset;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RatePlotTest {

    @TempDir
    Path folder;

    @Test
    void shouldDrawPointsThatLoseNothingToo() throws IOException {
        // given
        List<RatePoint> points = List.of(
                new RatePoint("raw", 400, 412, 0),
                new RatePoint("pca", 8, 24, 0.01),
                new RatePoint("pca", 16, 32, 0.001));
        Path file = folder.resolve("plot.png");

        // when
        RatePlot.write(file, "a set", "bytes", points);

        // then
        assertThat(ImageIO.read(file.toFile()).getWidth()).isEqualTo(900);
    }

    @Test
    void shouldDrawWhereNothingIsLostAtAll() throws IOException {
        // given
        Path file = folder.resolve("plot.png");

        // when
        RatePlot.write(file, "a set", "bytes", List.of(new RatePoint("raw", 4, 4, 0)));

        // then
        assertThat(file).isNotEmptyFile();
    }

    @Test
    void shouldMeasureErrorsInTheRangeOfAllValues() {
        // given: 0 to 255 in one feature, nothing in the other
        ValueRange range = ValueRange.of(ArrayDataset.of(new float[] {0, 3, 255, 3}, 2));

        // when
        double relative = range.relative(255);

        // then
        assertThat(relative).isCloseTo(1 / 255.0, within(1e-12));
        assertThat(new ValueRange(5, 5).relative(0.25)).isEqualTo(0.25);
    }

    @Test
    void shouldRefuseAPointThatCannotBe() {
        assertThatThrownBy(() -> new RatePoint("pq", 0, 1, 1)).hasMessage("codeBytes: 0 (expected: >= 1)");
        assertThatThrownBy(() -> new RatePoint("pq", 1, 0, 1)).hasMessage("recordBytes: 0.0 (expected: above 0)");
        assertThatThrownBy(() -> new RatePoint("pq", 1, 1, Double.NaN)).hasMessage("mse: NaN (expected: >= 0)");
    }
}
