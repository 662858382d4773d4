package dev.narrows.trainer.transform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.narrows.trainer.codec.OnnxCodec;
import dev.narrows.trainer.dataset.ArrayDataset;
import dev.narrows.trainer.dataset.Dataset;
import dev.narrows.trainer.export.Parity;
import dev.narrows.trainer.export.UncalibratedModel;
import dev.narrows.trainer.judge.Evaluation;
import dev.narrows.trainer.network.Outcome;
import dev.narrows.trainer.network.TrainedNetwork;
import dev.narrows.trainer.network.scaling.Normalisation;
import dev.narrows.trainer.network.scaling.Scaling;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TransformFitTest {

    private static final int DIM = 12;

    @ParameterizedTest
    @CsvSource({"1,1", "1,5", "2,3", "3,1", "4,16", "5,4", "12,1", "24,8", "1,200", "9,64"})
    void shouldBeServedAsItWasFitted(int bytes, int classes) {
        // given
        Dataset rows = loudAndQuiet(600, 1);
        Dataset others = loudAndQuiet(300, 2);

        // when
        try (TrainedNetwork network = fit(rows, bytes, classes)) {
            Parity parity = Parity.check(UncalibratedModel.of(network, rows), network, others);

            // then
            assertThat(network.network().code().bytes()).isEqualTo(bytes);
            assertThat(parity.rows()).isEqualTo(300);
            assertThat(parity.reconstructionDelta()).isLessThan(1e-5);
        }
    }

    @Test
    void shouldGiveBackTheMeanOfAComponentThatIsNotKept() {
        // given: the third component hardly varies, lies off zero and gets no level of the one byte
        Random random = new Random(4);
        float[][] rows = new float[400][];
        float[] values = new float[rows.length * 3];
        for (int row = 0; row < rows.length; row++) {
            rows[row] = new float[] {(float) random.nextGaussian(), (float) random.nextGaussian(), 0.5f};
            System.arraycopy(rows[row], 0, values, row * 3, 3);
        }
        Dataset data = ArrayDataset.of(values, 3);
        double[] counts = new double[Quantiser.CELLS];
        counts[Quantiser.CELLS / 4] = 1;
        counts[3 * Quantiser.CELLS / 4] = 1;
        Quantiser quantiser = Quantiser.of(counts);
        int sixteen = 15;
        Slots packed = Slots.pack(1, 1, new int[] {sixteen, sixteen, 0}, new double[] {1, 1, 1e-9}, quantiser);
        CodeTables tables = CodeTables.of(
                RowClasses.of(rows, new int[rows.length], 1, new int[] {0}), List.of(packed), quantiser, 1);
        float[] basis = {1, 0, 0, 0, 1, 0, 0, 0, 1};

        // when
        try (TrainedNetwork network = TransformFit.network(
                data, Normalisation.of(data, Scaling.NONE), basis, new ClassFit.Found(tables, new int[] {0, 1, 2}))) {
            Parity parity = Parity.check(UncalibratedModel.of(network, data), network, data);

            // then
            assertThat(tables.kept[0]).containsExactly(true, true, false);
            assertThat(parity.reconstructionDelta()).isLessThan(1e-5);
        }
    }

    @Test
    void shouldLoseLessWithMoreBytes() {
        // given
        Dataset rows = loudAndQuiet(2_000, 1);
        Dataset others = loudAndQuiet(500, 2);

        // then
        double before = Double.POSITIVE_INFINITY;
        for (int bytes : new int[] {1, 2, 4, 8, 16}) {
            double error = error(rows, others, bytes, 1);
            assertThat(error).as("%d bytes", bytes).isLessThan(before / 1.5);
            before = error;
        }
    }

    @Test
    void shouldTellLoudRowsFromQuietOnes() {
        // given
        Dataset rows = loudAndQuiet(2_000, 1);
        Dataset others = loudAndQuiet(500, 2);

        // when
        double one = error(rows, others, 6, 1);
        double several = error(rows, others, 6, 8);

        // then
        assertThat(several).isLessThan(0.8 * one);
    }

    @Test
    void shouldGiveAFewRowsThatLieFarAwayClassesOfTheirOwn() {
        // given: one row in twenty lies a thousand spreads away, near one of forty places
        Dataset rows = withFarRows(6_000, 1);
        Dataset others = withFarRows(2_000, 2);

        // when
        double several = error(rows, others, 4, 64);

        // then: from rows with their sizes drawn together alone it is 731
        assertThat(several).isLessThan(100);
    }

    @Test
    void shouldFollowAFeatureThatMovesAwayFromItsTrainingRange() {
        // given: the last feature is constant while training
        Random random = new Random(3);
        float[] values = new float[1_000 * DIM];
        for (int i = 0; i < values.length; i++) {
            values[i] = i % DIM == DIM - 1 ? 0.5f : (float) random.nextGaussian();
        }
        Dataset rows = ArrayDataset.of(values, DIM);
        float[] moved = values.clone();
        for (int i = DIM - 1; i < moved.length; i += DIM) {
            moved[i] = 5.5f;
        }

        // when
        double error = error(rows, ArrayDataset.of(moved, DIM), 16, 8);

        // then: given back at its old level it would cost 25 / 12
        assertThat(error).isLessThan(0.5);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 64})
    void shouldSayThatWhatIsNoNumberHasNoError(int classes) {
        // given
        Dataset rows = loudAndQuiet(400, 1);
        float[] row = new float[DIM];
        row[3] = Float.NaN;
        float[] errors = new float[1];

        // when
        try (TrainedNetwork network = fit(rows, 4, classes);
                OnnxCodec codec = OnnxCodec.of(UncalibratedModel.of(network, rows))) {
            codec.run(row, 1, new byte[4], errors, new float[DIM]);
        }

        // then
        assertThat(errors[0]).isNaN();
    }

    @Test
    void shouldBeTheSameForTheSameRows() {
        // given
        Dataset rows = loudAndQuiet(500, 1);

        // when
        byte[] first;
        byte[] second;
        try (TrainedNetwork one = fit(rows, 6, 4);
                TrainedNetwork other = fit(rows, 6, 4)) {
            first = UncalibratedModel.of(one, rows).encoder();
            second = UncalibratedModel.of(other, rows).encoder();
        }

        // then
        assertThat(first).isEqualTo(second);
    }

    @Test
    void shouldTakeRowsOfWhichAllAreTheSame() {
        // given
        float[] values = new float[40 * DIM];
        Arrays.fill(values, 3.25f);
        Dataset rows = ArrayDataset.of(values, DIM);

        // when
        Outcome outcome;
        try (TrainedNetwork network = fit(rows, 4, 4)) {
            outcome = network.run(values, 40);
        }

        // then
        for (float value : outcome.reconstructions()) {
            assertThat(value).isEqualTo(3.25f);
        }
    }

    private static double error(Dataset rows, Dataset others, int bytes, int classes) {
        try (TrainedNetwork network = fit(rows, bytes, classes);
                OnnxCodec codec = OnnxCodec.of(UncalibratedModel.of(network, rows))) {
            return Evaluation.of(codec, others).mse();
        }
    }

    private static TrainedNetwork fit(Dataset rows, int bytes, int classes) {
        return TransformFit.fit(rows, Normalisation.centred(rows, Scaling.STANDARD), bytes, classes, 1);
    }

    /** One row in twenty near one of forty places a thousand spreads away. */
    private static Dataset withFarRows(int count, long seed) {
        float[][] far = new float[40][DIM];
        Random places = new Random(7);
        for (float[] place : far) {
            for (int i = 0; i < DIM; i++) {
                place[i] = (float) (1_000 * places.nextGaussian());
            }
        }
        Random random = new Random(seed);
        float[] values = new float[count * DIM];
        for (int row = 0; row < count; row++) {
            float[] place = far[random.nextInt(far.length)];
            for (int i = 0; i < DIM; i++) {
                values[row * DIM + i] = (float) random.nextGaussian() + (row % 20 == 0 ? place[i] : 0);
            }
        }
        return ArrayDataset.of(values, DIM);
    }

    /** Correlated features, every third row ten times as loud. */
    private static Dataset loudAndQuiet(int count, long seed) {
        Random random = new Random(seed);
        float[] values = new float[count * DIM];
        for (int row = 0; row < count; row++) {
            double loudness = row % 3 == 0 ? 10 : 1;
            double level = 0;
            for (int i = 0; i < DIM; i++) {
                level = 0.8 * level + random.nextGaussian();
                values[row * DIM + i] = (float) (7 + loudness * level);
            }
        }
        return ArrayDataset.of(values, DIM);
    }
}
