package dev.narrows.schemas.fidelity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.narrows.schemas.fidelity.Fidelity.Mode;
import dev.narrows.schemas.fidelity.Fidelity.Unit;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Corrections that were ever written stay readable, to the bit, in every language: {@code corrections/*.json} are read here
 * and by the clients in {@code deploy/clients}. {@link #main}, run in the module's folder, records those that are missing.
 */
final class GoldenCorrectionsTest {

    private static final Path FOLDER = Path.of("src/test/resources/corrections");
    private static final int KINDS = 6;
    private static final int DIM = 8 * KINDS;
    private static final int ROWS = 12;

    @TestFactory
    Stream<DynamicTest> shouldReadEveryFixtureToTheBit() throws IOException {
        List<Path> files;
        try (Stream<Path> found = Files.list(FOLDER)) {
            files = found.sorted().toList();
        }
        assertThat(files).hasSize(samples().size());
        return files.stream()
                .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> {
                    // given
                    JsonNode golden = new ObjectMapper().readTree(file.toFile());
                    CorrectionReader reader =
                            new CorrectionReader(golden.get("dim").asInt(), training(golden));

                    for (JsonNode record : golden.get("records")) {
                        // when
                        float[] values = reader.read(
                                HexFormat.of().parseHex(record.get("correction").asText()));

                        // then
                        assertThat(bits(values)).isEqualTo(numbers(record.get("bits")));
                    }
                }));
    }

    static Training training(JsonNode golden) {
        List<ByteBuffer> correctors = new ArrayList<>();
        golden.get("correctors")
                .forEach(each ->
                        correctors.add(ByteBuffer.wrap(Base64.getDecoder().decode(each.asText()))));
        return new Training(floats(golden.get("lows")), floats(golden.get("highs")), correctors);
    }

    private static List<Float> floats(JsonNode array) {
        List<Float> all = new ArrayList<>();
        array.forEach(each -> all.add((float) each.asDouble()));
        return all;
    }

    private static int[] numbers(JsonNode array) {
        return IntStream.range(0, array.size()).map(i -> array.get(i).asInt()).toArray();
    }

    private static int[] bits(float[] values) {
        return IntStream.range(0, values.length)
                .map(i -> Float.floatToRawIntBits(values[i]))
                .toArray();
    }

    private record Sample(String name, Fidelity fidelity, boolean learned, boolean noise) {

        /** Whether features are such as get scales of their own. */
        boolean scales() {
            return name.contains("scales");
        }
    }

    private static List<Sample> samples() {
        List<Double> bounds = repeated(List.of(0.1, 0.2, 0.05, 50.0, 3.0, 0.02));
        return List.of(
                new Sample("values", Fidelity.LOSSLESS, false, true),
                new Sample("plain", Fidelity.LOSSLESS, false, false),
                new Sample("block-absolute", Fidelity.bounded(Unit.ABSOLUTE, 0.01), false, false),
                new Sample("block-range", Fidelity.bounded(Unit.RANGE, 0.01), false, false),
                new Sample("block-each", new Fidelity(Mode.BOUNDED, Unit.ABSOLUTE, bounds, false, false), false, false),
                new Sample("block-lossless", Fidelity.LOSSLESS, false, false),
                new Sample("learned-range", Fidelity.bounded(Unit.RANGE, 0.01), true, false),
                new Sample("learned-lossless", Fidelity.LOSSLESS, true, false),
                new Sample("learned-scales-range", Fidelity.bounded(Unit.RANGE, 0.0001), true, false),
                new Sample("learned-scales-lossless", Fidelity.LOSSLESS.behind("zstd"), true, false));
    }

    public static void main(String[] none) throws IOException {
        Files.createDirectories(FOLDER);
        for (Sample sample : samples()) {
            Path file = FOLDER.resolve(sample.name() + ".json");
            if (!Files.exists(file)) {
                Files.writeString(file, recorded(sample));
            }
        }
    }

    private static String recorded(Sample sample) {
        List<Float> lows = repeated(List.of(-1f, -1f, -1f, 0f, 2f, 0f));
        List<Float> highs = repeated(List.of(1f, 1f, 1f, 255f, 2f, 1f));
        Training plain = new Training(lows, highs, List.of());
        List<byte[]> correctors = new ArrayList<>();
        if (sample.learned()) {
            correctors.add(LearnedFit.fit(sample.fidelity(), plain, rows(400, sample, 1), 400, DIM)
                    .orElseThrow());
        }
        Training training = new Training(
                lows, highs, correctors.stream().map(ByteBuffer::wrap).toList());
        byte[][] corrections = new byte[ROWS][];
        float[] rows = rows(ROWS, sample, 2);
        new Corrector(sample.fidelity(), DIM, training)
                .correct(FloatBuffer.wrap(rows), IntStream.range(0, ROWS).toArray(), ROWS, corrections);
        for (int row = 0; row < ROWS && sample.name().equals("plain"); row++) {
            corrections[row] = Corrector.plain(Arrays.copyOfRange(rows, row * DIM, (row + 1) * DIM));
        }
        CorrectionReader reader = new CorrectionReader(DIM, training);
        List<String> records = new ArrayList<>();
        for (byte[] correction : corrections) {
            records.add("    {\"correction\": \"" + HexFormat.of().formatHex(correction) + "\", \"bits\": "
                    + List.of(
                            IntStream.of(bits(reader.read(correction))).boxed().toArray()) + "}");
        }
        List<String> packed = correctors.stream()
                .map(each -> "\"" + Base64.getEncoder().encodeToString(each) + "\"")
                .toList();
        return "{\n  \"dim\": " + DIM + ",\n  \"lows\": " + lows + ",\n  \"highs\": " + highs + ",\n  \"correctors\": "
                + packed + ",\n  \"records\": [\n" + String.join(",\n", records) + "\n  ]\n}\n";
    }

    private static <T> List<T> repeated(List<T> some) {
        return Stream.generate(() -> some)
                .limit(DIM / KINDS)
                .flatMap(List::stream)
                .toList();
    }

    private static float[] rows(int count, Sample sample, long seed) {
        Random random = new Random(seed);
        float[] values = new float[count * DIM];
        for (int from = 0; from < values.length; from += KINDS) {
            double phase = from % DIM == 0 ? random.nextDouble() * 6 : 0;
            for (int i = 0; i < 3; i++) {
                values[from + i] = (float) Math.sin(phase + 0.3 * i);
            }
            values[from + 3] = random.nextInt(256);
            values[from + 4] = 2;
            values[from + 5] = (float) (random.nextInt(1_000_000) / 1e6);
            if (sample.scales()) {
                scaled(values, from, random);
                continue;
            }
            for (int i = 0; i < KINDS && sample.fidelity().mode() == Mode.LOSSLESS; i++) {
                values[from + i] = sample.noise()
                        ? Float.intBitsToFloat(random.nextInt())
                        : (float) ((from % 60 + random.nextInt(2)) / (i == 5 ? 10.0 : 1));
            }
        }
        if (!sample.noise()) {
            strange(values);
        }
        return values;
    }

    /** Levels that somebody has standardised, noise, and tenths. */
    private static void scaled(float[] values, int from, Random random) {
        values[from] = (random.nextInt(9) - 3.87654f) / 2.34567f;
        values[from + 1] = (float) (random.nextGaussian() * 1e-3);
        values[from + 2] = (float) (100 * random.nextGaussian());
        values[from + 5] = random.nextInt(100) / 10f;
    }

    /** Some values that no number holds, in the last rows. */
    private static void strange(float[] values) {
        int[] bits = {0x7fc12345, 0xffffffff, 0x80000000, 1, 0x7f800000, 0x7f7fffff};
        for (int i = 0; i < bits.length; i++) {
            values[values.length - DIM * (i + 1) + i] = Float.intBitsToFloat(bits[i]);
        }
    }
}
