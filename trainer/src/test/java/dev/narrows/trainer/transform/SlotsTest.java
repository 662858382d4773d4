package dev.narrows.trainer.transform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlotsTest {

    private static final Quantiser QUANTISER = uniform();

    @ParameterizedTest
    @CsvSource({"1,1", "1,200", "2,1", "3,18", "8,6", "17,66", "24,18"})
    void shouldFitIntoItsBytesAndLeaveLittleOfThem(int bytes, int classes) {
        // given
        double[] variances = variances(40);
        int[] asked = BitAllocation.of(variances, 8.0 * bytes - Math.log(classes) / Math.log(2), QUANTISER);

        // when
        Slots slots = Slots.pack(bytes, classes, asked, variances, QUANTISER);

        // then
        int[] sizes = slots.sizes();
        double bits = 0;
        List<List<Integer>> values = slots.values();
        for (int slot = 0; slot < values.size(); slot++) {
            long product = slot == 0 ? classes : 1;
            for (int value : values.get(slot)) {
                product *= Quantiser.levels(sizes[value]);
            }
            assertThat(product).isLessThanOrEqualTo(2 * slot + 1 < bytes ? 65_536 : 256);
            bits += Math.log((double) product) / Math.log(2);
        }
        assertThat(bits).isGreaterThan(0.9 * 8 * bytes - 1);
        assertThat(values.stream().mapToInt(List::size).sum())
                .isEqualTo((int) Arrays.stream(sizes).filter(size -> size > 0).count());
    }

    @ParameterizedTest
    @CsvSource({"0", "10"})
    void shouldAllotMoreLevelsToWhatSpreadsMore(double bits) {
        // given
        double[] variances = variances(12);

        // when
        int[] sizes = BitAllocation.of(variances, bits, QUANTISER);

        // then
        double given = 0;
        for (int i = 0; i < sizes.length; i++) {
            given += Math.log(Quantiser.levels(sizes[i])) / Math.log(2);
            assertThat(sizes[i]).isLessThanOrEqualTo(i == 0 ? Quantiser.sizes() : sizes[i - 1]);
        }
        assertThat(given).isLessThanOrEqualTo(bits);
        assertThat(sizes[0] > 0).isEqualTo(bits > 0);
    }

    private static double[] variances(int count) {
        double[] variances = new double[count];
        for (int i = 0; i < count; i++) {
            variances[i] = Math.pow(0.7, i);
        }
        return variances;
    }

    private static Quantiser uniform() {
        double[] counts = new double[Quantiser.CELLS];
        Random random = new Random(1);
        for (int i = 0; i < 50_000; i++) {
            counts[Quantiser.cell((float) random.nextGaussian() / Quantiser.BEND)]++;
        }
        return Quantiser.of(counts);
    }
}
