package dev.narrows.schemas.fidelity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.narrows.schemas.fidelity.Fidelity.Unit;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CorrectorTest {

    private static final int DIM = 13;
    private static final float[] STRANGE = {
        0f,
        -0f,
        Float.MIN_VALUE,
        -Float.MIN_VALUE,
        Float.MIN_NORMAL,
        Float.MAX_VALUE,
        -Float.MAX_VALUE,
        Float.NaN,
        Float.intBitsToFloat(0x7fc12345),
        Float.intBitsToFloat(0xffffffff),
        Float.intBitsToFloat(0x7f800001),
        Float.POSITIVE_INFINITY,
        Float.NEGATIVE_INFINITY,
        1e30f,
        -3e-30f,
        16777217f,
        0.1f
    };

    private final Random random = new Random(5);

    @ParameterizedTest
    @ValueSource(doubles = {1e-12, 1e-6, 1e-3, 0.01, 0.1, 1, 1e6, 1e30})
    void shouldKeepEveryFiniteValueWithinTheBoundAndTheOthersBitForBit(double bound) {
        Corrector corrector = new Corrector(Fidelity.bounded(Unit.ABSOLUTE, bound), DIM, Training.NONE);
        float[] values = strange(500);

        float[] back = through(corrector, Training.NONE, values);

        for (int i = 0; i < values.length; i++) {
            if (Float.isFinite(values[i])) {
                assertThat(Math.abs((double) values[i] - back[i])).isLessThanOrEqualTo(bound);
            } else {
                assertThat(Float.floatToRawIntBits(back[i])).isEqualTo(Float.floatToRawIntBits(values[i]));
            }
        }
    }

    @Test
    void shouldGiveEveryBitBackWhereNothingMayBeLost() {
        Corrector corrector = new Corrector(Fidelity.LOSSLESS, DIM, Training.NONE);
        float[] values = strange(500);

        float[] back = through(corrector, Training.NONE, values);

        assertThat(bits(back)).isEqualTo(bits(values));
    }

    @Test
    void shouldGiveBackRandomBitsWholeNumbersAndDecimals() {
        Corrector corrector = new Corrector(Fidelity.LOSSLESS, DIM, Training.NONE);
        float[] values = new float[400 * DIM];
        for (int i = 0; i < values.length; i++) {
            values[i] = switch (i % DIM % 4) {
                case 0 -> Float.intBitsToFloat(random.nextInt());
                case 1 -> random.nextInt(256);
                case 2 -> (float) (random.nextInt(1_000_000) / 1e6);
                default -> random.nextFloat();
            };
        }

        float[] back = through(corrector, Training.NONE, values);

        assertThat(bits(back)).isEqualTo(bits(values));
    }

    @Test
    void shouldMeasureTheBoundByTheRangeOfEachFeatureAndKeepThoseWithoutRangeExactly() {
        List<Float> lows = IntStream.range(0, DIM).mapToObj(i -> (float) -i).toList();
        List<Float> highs =
                IntStream.range(0, DIM).mapToObj(i -> i == 3 ? -3f : i * 9f).toList();
        Training training = new Training(lows, highs, List.of());
        Corrector corrector = new Corrector(Fidelity.bounded(Unit.RANGE, 0.01), DIM, training);
        float[] values = new float[200 * DIM];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (random.nextGaussian() * 50);
        }

        float[] back = through(corrector, training, values);

        for (int i = 0; i < values.length; i++) {
            assertThat(Math.abs((double) values[i] - back[i])).isLessThanOrEqualTo(0.01 * training.range(i % DIM));
        }
    }

    @Test
    void shouldTakeABoundForEachFeature() {
        List<Double> bounds =
                IntStream.range(0, DIM).mapToObj(i -> 0.1 * (i + 1)).toList();
        Fidelity fidelity = new Fidelity(Fidelity.Mode.BOUNDED, Unit.ABSOLUTE, bounds, false, false);
        float[] values = new float[200 * DIM];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (random.nextGaussian() * 5);
        }

        float[] back = through(new Corrector(fidelity, DIM, Training.NONE), Training.NONE, values);

        for (int i = 0; i < values.length; i++) {
            assertThat(Math.abs((double) values[i] - back[i])).isLessThanOrEqualTo(bounds.get(i % DIM));
        }
    }

    @Test
    void shouldKeepThePromiseWithWhatWasLearnedWhateverComesThen() {
        for (Fidelity fidelity : List.of(Fidelity.bounded(Unit.ABSOLUTE, 0.01), Fidelity.LOSSLESS)) {
            float[] known = waves(2_000);
            byte[] learned =
                    LearnedFit.fit(fidelity, Training.NONE, known, 2_000, DIM).orElseThrow();
            Training training = new Training(List.of(), List.of(), List.of(ByteBuffer.wrap(learned)));
            Corrector corrector = new Corrector(fidelity, DIM, training);

            byte[][] alike = correct(corrector, waves(256));
            float[] strange = strange(500);
            float[] back = through(corrector, training, strange);

            if (fidelity.mode() == Fidelity.Mode.BOUNDED) {
                assertThat(alike[0][alike[0].length - 1]).isEqualTo(Corrector.LEARNED);
            }
            for (int i = 0; i < strange.length; i++) {
                if (fidelity.mode() == Fidelity.Mode.LOSSLESS || !Float.isFinite(strange[i])) {
                    assertThat(Float.floatToRawIntBits(back[i])).isEqualTo(Float.floatToRawIntBits(strange[i]));
                } else {
                    assertThat(Math.abs((double) strange[i] - back[i])).isLessThanOrEqualTo(0.01);
                }
            }
        }
    }

    @Test
    void shouldTakeFarLessForWhatWasLearnedThanTogether() {
        Fidelity fidelity = Fidelity.bounded(Unit.ABSOLUTE, 0.01);
        byte[] learned = LearnedFit.fit(fidelity, Training.NONE, waves(2_000), 2_000, DIM)
                .orElseThrow();
        Training training = new Training(List.of(), List.of(), List.of(ByteBuffer.wrap(learned)));

        byte[][] with = correct(new Corrector(fidelity, DIM, training), waves(256));
        byte[][] without = correct(new Corrector(fidelity, DIM, Training.NONE), waves(256));

        assertThat(2 * bytes(with)).isLessThan(bytes(without));
    }

    @Test
    void shouldNeverTakeMoreThanTheValuesAndAByte() {
        Corrector corrector = new Corrector(Fidelity.LOSSLESS, DIM, Training.NONE);
        float[] noise = new float[100 * DIM];
        for (int i = 0; i < noise.length; i++) {
            noise[i] = Float.intBitsToFloat(random.nextInt());
        }

        byte[][] corrections = correct(corrector, noise);

        assertThat(List.of(corrections))
                .allSatisfy(each -> assertThat(each.length).isLessThanOrEqualTo(4 * DIM + 1));
    }

    @Test
    void shouldSpendLittleOnRecordsThatAreAlike() {
        Corrector corrector = new Corrector(Fidelity.bounded(Unit.ABSOLUTE, 0.01), DIM, Training.NONE);
        float[] still = new float[64 * DIM];
        for (int i = 0; i < still.length; i++) {
            still[i] = i % DIM + 0.001f * random.nextFloat();
        }

        byte[][] corrections = correct(corrector, still);

        int shared = 1 + 9 + 2 * DIM + DIM + 5;
        assertThat(List.of(corrections))
                .allSatisfy(each -> assertThat(each.length).isLessThanOrEqualTo(shared + 2));
    }

    @Test
    void shouldGiveRecordsOneLengthBehindZstdButNotForAFewsSake() {
        Fidelity fidelity = Fidelity.bounded(Unit.ABSOLUTE, 0.01);
        Corrector corrector = new Corrector(fidelity.behind("zstd"), DIM, Training.NONE);
        float[] values = new float[64 * DIM];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (0.02 * random.nextGaussian());
        }
        Arrays.fill(values, 7 * DIM, 7 * DIM + 4, 1e30f);

        int[] lengths = Arrays.stream(correct(corrector, values))
                .mapToInt(each -> each.length)
                .toArray();

        assertThat(lengths[7]).isGreaterThan(lengths[0]);
        lengths[7] = lengths[0];
        assertThat(lengths).containsOnly(lengths[0]);
        byte[][] behindLz4 = correct(new Corrector(fidelity.behind("lz4"), DIM, Training.NONE), values);
        assertThat(bytes(behindLz4)).isLessThan(Arrays.stream(lengths).sum());
        assertThat(through(corrector, Training.NONE, values))
                .isEqualTo(through(new Corrector(fidelity, DIM, Training.NONE), Training.NONE, values));
    }

    @Test
    void shouldRefuseBytesThatAreNoCorrection() {
        Corrector corrector = new Corrector(Fidelity.bounded(Unit.ABSOLUTE, 0.01), DIM, Training.NONE);
        byte[] good = correct(corrector, new float[64 * DIM])[0];
        CorrectionReader reader = new CorrectionReader(DIM, Training.NONE);

        for (int round = 0; round < 20_000; round++) {
            byte[] bad = good.clone();
            bad[random.nextInt(bad.length)] = (byte) random.nextInt();
            try {
                assertThat(reader.read(bad)).hasSize(DIM);
            } catch (IllegalArgumentException expected) {
                assertThat(expected).hasMessageContaining("expected");
            }
        }
        assertThatThrownBy(() -> reader.read(new byte[0])).hasMessageContaining("format 0");
        assertThatThrownBy(() -> new CorrectionReader(DIM + 1, Training.NONE).read(good))
                .hasMessageContaining("dim: 13");
    }

    @Test
    void shouldListLevelsAndTellLeadingBitsFromNoise() {
        float[] known = levelsAndNoise(3_000);
        byte[] learned = LearnedFit.fit(Fidelity.LOSSLESS, Training.NONE, known, 3_000, DIM)
                .orElseThrow();
        Training training = new Training(List.of(), List.of(), List.of(ByteBuffer.wrap(learned)));
        float[] others = levelsAndNoise(640);
        others[0] = 1.5f;
        others[1] = -0.0f;
        others[2] = Float.MIN_VALUE;
        others[3] = Float.intBitsToFloat(0x7fc12345);

        Corrector corrector = new Corrector(Fidelity.LOSSLESS, DIM, training);
        float[] back = through(corrector, training, others);

        assertThat(bits(back)).isEqualTo(bits(others));
        // One of nine levels takes less than four bits, and noise not 28: the sign, the mantissa and a little of the
        // exponent.
        int noises = DIM / 2;
        assertThat(bytes(correct(corrector, others)) / 640.0).isLessThan((4 * (DIM - noises) + 29 * noises) / 8.0 + 1);
    }

    @Test
    void shouldKeepABoundOnLevelsToo() {
        float[] known = levelsAndNoise(3_000);
        Fidelity fidelity = Fidelity.bounded(Unit.ABSOLUTE, 1e-4);
        byte[] learned =
                LearnedFit.fit(fidelity, Training.NONE, known, 3_000, DIM).orElseThrow();
        Training training = new Training(List.of(), List.of(), List.of(ByteBuffer.wrap(learned)));
        float[] others = levelsAndNoise(640);
        others[0] += 9e-5f;
        others[2] += 0.05f;

        float[] back = through(new Corrector(fidelity, DIM, training), training, others);

        for (int i = 0; i < others.length; i++) {
            assertThat(Math.abs((double) others[i] - back[i])).isLessThanOrEqualTo(1e-4);
        }
    }

    /** Rows of numbers between 1 and 9 that somebody has standardised, each beside some noise. */
    private float[] levelsAndNoise(int rows) {
        float[] values = new float[rows * DIM];
        for (int i = 0; i < values.length; i++) {
            values[i] = i % DIM % 2 == 0
                    ? (1 + random.nextInt(9) - 4.87654f) / 2.34567f
                    : (float) (random.nextGaussian() * 1e-3);
        }
        return values;
    }

    /** Rows in which each value follows from the two before it. */
    private float[] waves(int rows) {
        float[] values = new float[rows * DIM];
        for (int row = 0; row < rows; row++) {
            double phase = random.nextDouble() * 6;
            for (int i = 0; i < DIM; i++) {
                values[row * DIM + i] = (float) (Math.sin(phase + 0.2 * i) + 0.002 * random.nextGaussian());
            }
        }
        return values;
    }

    private static int bytes(byte[][] corrections) {
        return Arrays.stream(corrections).mapToInt(each -> each.length).sum();
    }

    private float[] strange(int rows) {
        float[] values = new float[rows * DIM];
        for (int i = 0; i < values.length; i++) {
            boolean usual = random.nextInt(4) > 0;
            values[i] = usual ? (float) (random.nextGaussian() * 3) : STRANGE[random.nextInt(STRANGE.length)];
        }
        return values;
    }

    private static byte[][] correct(Corrector corrector, float[] values) {
        int rows = values.length / DIM;
        byte[][] corrections = new byte[rows][];
        corrector.correct(FloatBuffer.wrap(values), IntStream.range(0, rows).toArray(), rows, corrections);
        return corrections;
    }

    private static float[] through(Corrector corrector, Training training, float[] values) {
        CorrectionReader reader = new CorrectionReader(DIM, training);
        FloatBuffer back = FloatBuffer.allocate(values.length);
        for (byte[] correction : correct(corrector, values)) {
            back.put(reader.read(correction));
        }
        return back.array();
    }

    private static int[] bits(float[] values) {
        return IntStream.range(0, values.length)
                .map(i -> Float.floatToRawIntBits(values[i]))
                .toArray();
    }
}
