package dev.narrows.trainer.codec.textbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.narrows.trainer.codec.Codec;
import dev.narrows.trainer.dataset.ArrayDataset;
import dev.narrows.trainer.dataset.Dataset;
import dev.narrows.trainer.dataset.MadeRows;
import dev.narrows.trainer.judge.Evaluation;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextbookTest {

    private static final int DIM = 24;

    /** Errors of the same codecs written in NumPy (double, k-means with other starts), by bytes, on the same rows. */
    private static final Map<Integer, Map<Rival, Double>> WRITTEN_IN_NUMPY = Map.of(
            1, errors(2.32969, 0.610318, 0.155876, 0.155876, 0.156272),
            2, errors(1.15255, 0.162366, 0.131481, 0.0809138, 0.0446567),
            3, errors(0.782375, 0.0636238, 0.1194, 0.0357485, 0.0225171),
            6, errors(0.0913218, 0.00920018, 0.0783414, 0.00783221, 0.00622967),
            12, errors(0.00573707, 0.000785703, 0.0227638, 0.000782318, 0.00129865),
            24, errors(0.000105223, 0.000187191, 0.000306205, 0.00024142, 0.000453373));

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 6, 12, 24})
    void shouldLoseWhatTheSameCodecsLoseInNumPy(int bytes) {
        // given
        Dataset test = rows(4000, 1000);
        Textbook textbook = Textbook.of(rows(0, 4000), bytes, 1);

        // when
        Map<Rival, Double> lost = measured(textbook, bytes, test);

        // then: what k-means finds depends on its start; more so where rows are few for so many books
        WRITTEN_IN_NUMPY.get(bytes).forEach((rival, mse) -> {
            boolean books = rival != Rival.PCA && rival != Rival.KLT;
            double within = books ? bytes > 6 ? 0.2 : 0.05 : 0.01;
            assertThat(lost.get(rival)).as(rival.word()).isCloseTo(mse, within(within * mse));
        });
    }

    @ParameterizedTest
    @EnumSource
    void shouldUseTheBytesThatAreAskedForAndNoMoreThanValuesOfARow(Rival rival) {
        // given
        Dataset train = rows(0, 500);
        Textbook textbook = Textbook.of(train, 100, 1);

        // when
        Codec five = textbook.codec(rival, 5);
        Codec most = textbook.codec(rival, 100);

        // then
        assertThat(five.codeBytes()).isEqualTo(5);
        assertThat(five.dim()).isEqualTo(DIM);
        assertThat(most.codeBytes()).isEqualTo(DIM);
        assertThat(Evaluation.of(most, train).mse())
                .isLessThan(Evaluation.of(five, train).mse());
    }

    @ParameterizedTest
    @EnumSource
    void shouldLearnFromFewerRowsThanABookHasEntries(Rival rival) {
        // given
        Dataset few = rows(0, 5);
        Textbook textbook = Textbook.of(few, 4, 1);

        // when
        Evaluation evaluation = Evaluation.of(textbook.codec(rival, 4), few);

        // then
        assertThat(evaluation.explained()).isCloseTo(1, within(1e-3));
    }

    @ParameterizedTest
    @EnumSource
    void shouldGiveBackRowsThatAreAllTheSame(Rival rival) {
        // given
        float[] values = new float[40];
        Arrays.fill(values, 7);
        Dataset same = ArrayDataset.of(values, 4);

        // when
        Evaluation evaluation = Evaluation.of(Textbook.of(same, 2, 1).codec(rival, 2), same);

        // then
        assertThat(evaluation.mse()).isCloseTo(0, within(1e-6));
    }

    @Test
    void shouldLearnWideRowsFromTheComponentsOfSome() {
        // given: more values a row than are made into a covariance
        Dataset wide = MadeRows.curved(300, 2500, 1, 1);

        // when
        Map<Rival, Double> lost = measured(Textbook.of(wide, 2, 1), 2, wide);

        // then: the values of a row have a variance of some hundreds
        assertThat(lost.get(Rival.KLT)).isLessThan(120);
        assertThat(lost.get(Rival.OPQ)).isLessThan(5);
        assertThat(lost.get(Rival.RVQ)).isLessThan(5);
    }

    @Test
    void shouldRefuseSizesThatItWasNotMadeFor() {
        // given
        Textbook textbook = Textbook.of(rows(0, 50), 4, 1);

        // when / then
        assertThatThrownBy(() -> textbook.codec(Rival.PQ, 5)).hasMessage("codeBytes: 5 (expected: 1 to 4)");
        assertThatThrownBy(() -> textbook.codec(Rival.PQ, 0)).hasMessage("codeBytes: 0 (expected: 1 to 4)");
        assertThatThrownBy(() -> Textbook.of(rows(0, 50), 0, 1)).hasMessage("mostBytes: 0 (expected: >= 1)");
    }

    @Test
    void shouldCutRowsIntoPiecesOfAnyWidth() {
        // given: 7 values in 3 pieces; so few different rows that each has a centroid of its own
        Random random = new Random(8);
        float[] values = new float[7 * 50];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextFloat();
        }
        Dataset data = ArrayDataset.of(values, 7);

        // when
        Evaluation three = Evaluation.of(Textbook.of(data, 3, 1).codec(Rival.PQ, 3), data);

        // then
        assertThat(three.mse()).isLessThan(1e-4);
        assertThat(three.codec()).isEqualTo("product quantisation, 3 bytes");
    }

    private static Map<Rival, Double> measured(Textbook textbook, int bytes, Dataset test) {
        double[] mse = Arrays.stream(Rival.values())
                .mapToDouble(rival ->
                        Evaluation.of(textbook.codec(rival, bytes), test).mse())
                .toArray();
        return errors(mse);
    }

    /** In the order of the rivals. */
    private static Map<Rival, Double> errors(double... mse) {
        return Map.of(Rival.PCA, mse[0], Rival.KLT, mse[1], Rival.PQ, mse[2], Rival.OPQ, mse[3], Rival.RVQ, mse[4]);
    }

    /** Rows that anyone can make again: waves of three numbers that fill 0 to 1 evenly, and a fourth as noise. */
    private static Dataset rows(int from, int count) {
        float[] values = new float[count * DIM];
        for (int row = from, at = 0; row < from + count; row++) {
            double a = fraction(row * 0.6180339887498949);
            double b = fraction(row * 0.7548776662466927);
            double c = fraction(row * 0.5698402909980532);
            for (int i = 0; i < DIM; i++, at++) {
                int number = row * DIM + i;
                double noise = fraction(number * 0.41421356237309515) + fraction(number * 0.7320508075688772) - 1;
                values[at] = (float) (3 * Math.sin(1.3 * i + 4 * a)
                        + 2 * Math.cos(0.7 * i * (1 + b))
                        + c * Math.sin(2.1 * i)
                        + 0.3 * noise);
            }
        }
        return ArrayDataset.of(values, DIM);
    }

    private static double fraction(double value) {
        return value - Math.floor(value);
    }
}
