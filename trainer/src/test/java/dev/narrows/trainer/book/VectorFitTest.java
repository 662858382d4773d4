package dev.narrows.trainer.book;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.narrows.trainer.codec.Codec;
import dev.narrows.trainer.codec.OnnxCodec;
import dev.narrows.trainer.codec.textbook.Rival;
import dev.narrows.trainer.codec.textbook.Textbook;
import dev.narrows.trainer.dataset.ArrayDataset;
import dev.narrows.trainer.dataset.Dataset;
import dev.narrows.trainer.export.Parity;
import dev.narrows.trainer.export.UncalibratedModel;
import dev.narrows.trainer.judge.Evaluation;
import dev.narrows.trainer.network.Kind;
import dev.narrows.trainer.network.TrainedNetwork;
import dev.narrows.trainer.network.scaling.Normalisation;
import dev.narrows.trainer.network.scaling.Scaling;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VectorFitTest {

    private static final int DIM = 14;
    private static final int CATEGORIES = 5;

    @ParameterizedTest
    @CsvSource({"PQ,1", "PQ,3", "PQ,4", "PQ,14", "OPQ,1", "OPQ,4", "OPQ,5", "OPQ,14", "RVQ,1", "RVQ,6", "RVQ,20"})
    void shouldBeServedAsItWasFitted(Kind kind, int bytes) {
        // given
        Dataset rows = table(1_500, 1);
        Dataset others = table(600, 2);

        // when
        try (TrainedNetwork network = fit(rows, kind, bytes)) {
            Parity parity = Parity.check(UncalibratedModel.of(network, rows), network, others);

            // then
            assertThat(network.network().code().bytes()).isEqualTo(bytes);
            assertThat(parity.rows()).isEqualTo(600);
            assertThat(parity.reconstructionDelta()).isLessThan(1e-5);
        }
    }

    @ParameterizedTest
    @CsvSource({"PQ,PQ", "OPQ,OPQ", "RVQ,RVQ"})
    void shouldLoseNoMoreThanTheTextbook(Kind kind, Rival rival) {
        // given
        Dataset rows = table(6_000, 3);
        Dataset others = table(2_000, 4);
        Codec textbook = Textbook.of(rows, 4, 1).codec(rival, 4);

        // when
        try (TrainedNetwork network = fit(rows, kind, 4);
                OnnxCodec codec = OnnxCodec.of(UncalibratedModel.of(network, rows))) {
            double mse = Evaluation.of(codec, others).mse();

            // then
            assertThat(mse).isLessThan(1.05 * Evaluation.of(textbook, others).mse());
        }
    }

    @Test
    void shouldGiveCategoriesBackWhole() {
        // given: two columns of five categories each, one byte for both
        float[] values = new float[400 * 2 * CATEGORIES];
        Random random = new Random(5);
        for (int row = 0; row < 400; row++) {
            values[row * 2 * CATEGORIES + random.nextInt(CATEGORIES)] = 1;
            values[row * 2 * CATEGORIES + CATEGORIES + random.nextInt(CATEGORIES)] = 1;
        }
        Dataset rows = ArrayDataset.of(values, 2 * CATEGORIES);

        // when
        try (TrainedNetwork network = fit(rows, Kind.PQ, 1)) {

            // then
            for (float error : network.errors(rows)) {
                assertThat(error).isLessThan(1e-6f);
            }
        }
    }

    /** Where nothing is left but rounding, entries for it would be named differently by two runtimes. */
    @ParameterizedTest
    @CsvSource({"RVQ,2,8", "OPQ,6,5"})
    void shouldNotLearnRounding(Kind kind, int copies, int bytes) {
        // given: columns that are multiples of each other
        int dim = 2 * copies;
        float[] values = new float[3_000 * dim];
        Random random = new Random(8);
        for (int row = 0; row < 3_000; row++) {
            float one = (float) random.nextGaussian();
            float two = (float) random.nextGaussian();
            for (int i = 0; i < copies; i++) {
                values[row * dim + 2 * i] = one * (i + 1);
                values[row * dim + 2 * i + 1] = (one + two) * (i + 1);
            }
        }
        Dataset rows = ArrayDataset.of(values, dim);

        // when
        try (TrainedNetwork network = fit(rows, kind, bytes)) {
            Parity parity = Parity.check(UncalibratedModel.of(network, rows), network, rows);

            // then
            assertThat(parity.codeShare()).isLessThan(1e-3);
        }
    }

    @Test
    void shouldHaveAnEntryForWhatNeverVaried() {
        // given: the last value is always the same
        float[] values = new float[300 * 2];
        Random random = new Random(6);
        for (int row = 0; row < 300; row++) {
            values[2 * row] = (float) random.nextGaussian();
            values[2 * row + 1] = 7;
        }

        // when
        try (TrainedNetwork network = fit(ArrayDataset.of(values, 2), Kind.PQ, 2)) {
            float[] back = network.run(new float[] {0.5f, 12}, 1).reconstructions();

            // then
            assertThat(back[1]).isBetween(11f, 13f);
        }
    }

    @Test
    void shouldRefuseMoreBooksSideBySideThanValues() {
        assertThatThrownBy(() -> fit(table(300, 7), Kind.OPQ, DIM + 1))
                .hasMessage(
                        "code bytes: 15 (expected: at most the 14 values of a row with books side by side, and at most 16777216 values of all books)");
    }

    private static TrainedNetwork fit(Dataset rows, Kind kind, int bytes) {
        return VectorFit.fit(rows, Normalisation.centred(rows, Scaling.STANDARD), kind, bytes, 1);
    }

    /** Rows as of a table: two columns of categories, a count and three measurements that go together. */
    private static Dataset table(int rows, long seed) {
        Random random = new Random(seed);
        float[] values = new float[rows * DIM];
        for (int row = 0; row < rows; row++) {
            int at = row * DIM;
            values[at + random.nextInt(CATEGORIES)] = 1;
            values[at + CATEGORIES + random.nextInt(CATEGORIES)] = 1;
            values[at + 10] = random.nextInt(4);
            double common = random.nextGaussian();
            for (int i = 11; i < DIM; i++) {
                values[at + i] = (float) (common + 0.3 * random.nextGaussian());
            }
        }
        return ArrayDataset.of(values, DIM);
    }
}
