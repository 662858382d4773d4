package dev.narrows.trainer.network.scaling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.narrows.trainer.dataset.ArrayDataset;
import dev.narrows.trainer.dataset.Dataset;
import dev.narrows.trainer.dataset.MadeRows;
import dev.narrows.trainer.tensor.Torch;
import java.util.Random;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class NormalisationTest {

    @BeforeEach
    void enter() {
        Torch.enter();
    }

    @Test
    void shouldScaleImagesByOneRange() {
        // given: pixels, the first of which is always paper
        Dataset images = images();

        // when
        Normalisation normalisation = Normalisation.of(images, Scaling.AUTO);

        // then
        assertThat(normalisation.scaling()).isEqualTo(Scaling.RANGE);
        assertThat(apply(normalisation, 255, 0, 51)).containsExactly(new float[] {1, 0, 0.2f}, within(1e-6f));
    }

    @Test
    void shouldScaleColumnsOfDifferentUnitsEachByItself() {
        // given
        Dataset table = MadeRows.of(2, 1, 1000, 2, 3000, 3, 2000);

        // when
        Normalisation normalisation = Normalisation.of(table, Scaling.AUTO);

        // then
        assertThat(normalisation.scaling()).isEqualTo(Scaling.FEATURE_STANDARD);
        float[] normal = apply(normalisation, 2, 2000);
        assertThat(normal[0]).isCloseTo(0, within(1e-6f));
        assertThat(normal[1]).isCloseTo(0, within(1e-6f));
    }

    @ParameterizedTest
    @CsvSource({"9, true", "11, false"})
    void shouldTakeRangesOfOneOrderForOneUnit(float largest, boolean one) {
        // given: an embedding, one feature of which ranges far beyond the others
        float[] values = new float[200 * 16];
        for (int i = 0; i < values.length; i++) {
            values[i] = (i / 16 % 2) * (i % 16 == 3 ? largest : 1);
        }

        // when
        Normalisation normalisation = Normalisation.of(ArrayDataset.of(values, 16), Scaling.AUTO);

        // then
        assertThat(normalisation.scaling() != Scaling.FEATURE_STANDARD).isEqualTo(one);
    }

    @ParameterizedTest
    @EnumSource(
            value = Scaling.class,
            names = {"FEATURE_STANDARD", "FEATURE_RANGE"})
    void shouldKeepATinyChangeOfAConstantFeatureTiny(Scaling scaling) {
        // given
        Dataset table = MadeRows.of(3, 5, 0, 1, 5, 0, 2, 5, 0, 4);

        // when
        float[] normal = apply(Normalisation.of(table, scaling), 5.001f, 0.001f, 2);
        float[] learned = apply(Normalisation.of(table, scaling), 5, 0, 2);

        // then
        assertThat(normal[0] - learned[0]).isCloseTo(0.0002f, within(1e-6f));
        assertThat(normal[1] - learned[1]).isCloseTo(0.001f, within(1e-6f));
    }

    @Test
    void shouldTakeTheNoiseOfFloatsForConstant() {
        // given: the last bit of a large number
        Dataset table = MadeRows.of(1, 1e9f, Math.nextUp(1e9f), 1e9f);

        // when
        float[] normal = apply(Normalisation.of(table, Scaling.FEATURE_STANDARD), 1.001e9f);

        // then
        assertThat(normal[0]).isCloseTo(0.001f, within(1e-6f));
    }

    @ParameterizedTest
    @EnumSource(Scaling.class)
    void shouldComeBackToRawUnits(Scaling scaling) {
        // given
        Dataset table = MadeRows.of(2, 1, 1000, 2, 3000, 3, 2000);
        Normalisation normalisation = Normalisation.of(table, scaling);

        // when
        float[] back =
                Torch.values(normalisation.invert(normalisation.apply(Torch.tensor(new float[] {7, -1234.5f}, 1, 2))));

        // then
        assertThat(back[0]).isCloseTo(7, within(1e-3f));
        assertThat(back[1]).isCloseTo(-1234.5f, within(1e-3f));
    }

    @Test
    void shouldNameTheRowThatIsNoNumber() {
        // given
        Dataset broken = MadeRows.of(2, 1, 2, 3, Float.NaN);

        // when / then
        assertThatThrownBy(() -> Normalisation.of(broken, Scaling.AUTO))
                .hasMessage("row 1, feature 1: NaN (expected: a finite number in every training row)");
    }

    private static float[] apply(Normalisation normalisation, float... row) {
        Tensor normal = normalisation.apply(Torch.tensor(row, 1, row.length));
        return Torch.values(normal);
    }

    private static Dataset images() {
        float[] pixels = new float[100 * 12];
        Random random = new Random(1);
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = i % 12 == 0 ? 0 : random.nextInt(256);
        }
        pixels[1] = 255;
        pixels[2] = 0;
        return MadeRows.of(12, pixels);
    }
}
