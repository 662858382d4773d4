package dev.narrows.trainer.adopt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.narrows.schemas.ModelManifest;
import dev.narrows.schemas.model.ModelArtefact;
import dev.narrows.schemas.model.ModelRefusedException;
import dev.narrows.schemas.model.OnnxGraphs;
import dev.narrows.schemas.model.ToyModels;
import dev.narrows.trainer.codec.OnnxCodec;
import dev.narrows.trainer.dataset.Dataset;
import dev.narrows.trainer.dataset.DatasetException;
import dev.narrows.trainer.dataset.file.DataFile;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdoptionTest {

    private static final int DIM = 12;
    private static final int CODE = 4;
    private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");

    @TempDir
    private Path folder;

    @BeforeEach
    void writeToy() throws IOException {
        Files.write(
                folder.resolve("encoder.onnx"), ToyModels.encoder(1, DIM, CODE).bytes());
        Files.write(
                folder.resolve("decoder.onnx"), ToyModels.decoder(1, DIM, CODE).bytes());
        writeRows(DIM, 0.01);
    }

    @Test
    void shouldAdoptWhatPyTorchExported() throws URISyntaxException {
        // given
        Path pytorch =
                Path.of(AdoptionTest.class.getResource("/pytorch/model.yaml").toURI());

        // when
        Adoption adoption = adopt(pytorch);

        // then
        ModelManifest manifest = adoption.artefact().manifest();
        assertThat(manifest.getName()).isEqualTo("waves");
        assertThat(manifest.getInputDim()).isEqualTo(12);
        assertThat(manifest.getCodeBytes()).isEqualTo(4);
        assertThat(manifest.getErrorMetric()).isEqualTo("standardised-mse");
        assertThat(manifest.getCreatedAt()).isEqualTo(NOW);
        assertThat(manifest.getFeatureNames()).startsWith("a", "b").hasSize(12);
        assertThat(manifest.getSettings()).containsEntry("input-shape", "3,4");
        assertThat(manifest.getBaseline().getRows()).isEqualTo(400);
        assertThat(manifest.getFeatureLows()).hasSize(12);
        assertThat(manifest.getFigures().get("mse")).isBetween(0.0, 1.0);
        assertThat(alerts(adoption.artefact(), pytorch.resolveSibling("rows.npy")))
                .isBetween(1, 9);
        assertThat(adoption.figures()).first().asString().startsWith("400 rows: mse ");
        assertThat(adoption.warnings()).noneMatch(warning -> warning.startsWith("reconstruction"));
    }

    @Test
    void shouldKeepTheThresholdThatItIsGivenAndTellWhatTheRowsSayOfIt() throws IOException {
        // given
        Adoption without = adopt(sheet("rows: rows.csv", "alert-rate: 0.05"));
        float threshold = 2 * without.artefact().manifest().getThreshold();

        // when
        Adoption given = adopt(sheet("rows: rows.csv", "threshold: " + threshold));

        // then
        assertThat(given.artefact().manifest().getThreshold()).isEqualTo(threshold);
        assertThat(given.artefact().manifest().getAlertRate()).isLessThan(0.05);
        assertThat(given.artefact().manifest().getTail())
                .isEqualTo(without.artefact().manifest().getTail());
    }

    @Test
    void shouldCountTheRowsAboveAThresholdThatLiesBelowTheTail() throws IOException {
        // given
        Adoption without = adopt(sheet("rows: rows.csv", "alert-rate: 0.05"));
        double below = without.artefact().manifest().getTail().getStart() / 2;

        // when
        Adoption given = adopt(sheet("rows: rows.csv", "threshold: " + below));

        // then
        double rate = given.artefact().manifest().getAlertRate();
        assertThat(given.figures())
                .anyMatch(line -> line.contains(String.format(Locale.ROOT, "expected of others: %.3g", rate)));
        assertThat(alerts(given.artefact(), folder.resolve("rows.csv")) / 600.0).isCloseTo(rate, within(1e-9));
    }

    @Test
    void shouldTakeAThresholdWithoutRowsAndSayWhatIsMissingThen() throws IOException {
        // when
        Adoption adoption = adopt(sheet("threshold: 0.5"));

        // then
        ModelManifest manifest = adoption.artefact().manifest();
        assertThat(manifest.getThreshold()).isEqualTo(0.5f);
        assertThat(manifest.getBaseline()).isNull();
        assertThat(manifest.getCheck().getVector()).containsOnly(0f);
        assertThat(adoption.warnings()).singleElement().asString().startsWith("rows: none");
        OnnxCodec.of(adoption.artefact()).close();
    }

    @Test
    void shouldWarnOfADecoderThatIsNotTheEncoders() throws IOException {
        // given: four times the range
        Files.write(
                folder.resolve("decoder.onnx"), ToyModels.decoder(4, DIM, CODE).bytes());

        // when
        Adoption adoption = adopt(sheet("rows: rows.csv"));

        // then
        assertThat(adoption.warnings()).anyMatch(warning -> warning.startsWith("reconstruction: -"));
    }

    @Test
    void shouldRecogniseItByARowWhoseCodeDoesNotDependOnRounding() throws IOException {
        // when
        Adoption adoption = adopt(sheet("rows: rows.csv"));

        // then: no group's mean is near to where two of 255 steps meet
        List<Float> vector = adoption.artefact().manifest().getCheck().getVector();
        for (int group = 0; group < CODE; group++) {
            double mean = 0;
            for (int i = 0; i < DIM / CODE; i++) {
                mean += vector.get(group * DIM / CODE + i) * CODE / DIM;
            }
            double step = (mean + ToyModels.RANGE) / (2 * ToyModels.RANGE / 255);
            assertThat(Math.abs(step - Math.floor(step) - 0.5)).isGreaterThan(1e-4);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "input     | encoder inputs: [input] (expected: [x])",
                "int64     | encoder output code: INT64 [-1, 4] (expected: UINT8",
                "no error  | encoder outputs: [code] (expected: error among them)",
                "one row   | encoder input x: FLOAT [1, 12] (expected: FLOAT [-1, -1]",
                "column    | encoder output error: FLOAT [-1, 1] (expected: FLOAT [-1]",
                "decoder   | decoder input code: UINT8 [-1, 3] (expected: UINT8 [-1, 4]",
                "others    | among 128 rows",
                "elsewhere | encoder graph: ",
                "no onnx   | encoder graph: ",
            })
    void shouldNameWhatIsWrongWithAGraph(String fault, String message) throws IOException {
        // given
        Files.write(folder.resolve("encoder.onnx"), encoder(fault));
        if (fault.equals("decoder")) {
            Files.write(
                    folder.resolve("decoder.onnx"), ToyModels.decoder(1, DIM, 3).bytes());
        }

        // then
        assertThatThrownBy(() -> adopt(sheet("rows: rows.csv")))
                .isInstanceOf(ModelRefusedException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rows: wide.csv           | rows: 13 values each in ",
                "feature-names: [a, b]    | feature-names: 2 (expected: 12, as x of the encoder)",
                "shape: [3, 3]            | shape: [3, 3], 9 values (expected: 12, as x of the encoder)",
                "encoder: there.onnx      | there.onnx (expected: an ONNX file that can be read)",
                "treshold: 3              | unknown key 'treshold' (expected: one of [",
                "threshold: high          | model.yaml: ",
                "threshold: -1            | threshold: -1.0 (expected: finite, >= 0)",
                "alert-rate: 1            | alert-rate: 1.0 (expected: above 0, below 1)",
                "name: a/b                | name",
            })
    void shouldNameWhatIsWrongWithASheet(String line, String message) throws IOException {
        // given
        Path sheet = sheet("rows: rows.csv");
        String key = line.substring(0, line.indexOf(':'));
        List<String> lines = Files.readAllLines(sheet).stream()
                .filter(each -> !each.startsWith(key + ":"))
                .toList();
        Files.writeString(sheet, String.join("\n", lines) + "\n" + line + "\n");
        writeRows(DIM + 1, 0.01, "wide.csv");

        // then
        assertThatThrownBy(() -> adopt(sheet))
                .isInstanceOf(ModelRefusedException.class)
                .hasMessageContaining(message);
    }

    @Test
    void shouldAskForRowsOrAThreshold() throws IOException {
        // given
        Path sheet = sheet();

        // then
        assertThatThrownBy(() -> adopt(sheet))
                .hasMessage(sheet + ": rows, threshold: neither (expected: one of them, or both)");
    }

    @Test
    void shouldRefuseRowsThatAreNoNumbers() throws IOException {
        // given
        Files.writeString(folder.resolve("rows.csv"), "1,2,3,4,5,6,7,8,9,10,11,NaN\n".repeat(40));

        // then
        assertThatThrownBy(() -> adopt(sheet("rows: rows.csv")))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("40 of 40 rows");
    }

    private byte[] encoder(String fault) {
        OnnxGraphs graph = new OnnxGraphs();
        return switch (fault) {
            case "input" -> toy(graph.input("input", OnnxGraphs.FLOAT, DIM), "input", OnnxGraphs.UINT8, 0);
            case "int64" -> toy(graph.input("x", OnnxGraphs.FLOAT, DIM), "x", OnnxGraphs.INT64, 0);
            case "one row" -> toy(graph.fixedInput("x", OnnxGraphs.FLOAT, 1, DIM), "x", OnnxGraphs.UINT8, 0);
            case "column" -> toy(graph.input("x", OnnxGraphs.FLOAT, DIM), "x", OnnxGraphs.UINT8, 1);
            case "no error" ->
                graph.input("x", OnnxGraphs.FLOAT, DIM)
                        .output("code", OnnxGraphs.UINT8, DIM)
                        .node("Cast", "code", Map.of("to", (long) OnnxGraphs.UINT8), "x")
                        .bytes();
            case "others" ->
                ToyModels.encoder(
                                1,
                                DIM,
                                CODE,
                                "centred",
                                made -> made.node("ReduceMean", "all", Map.of("axes", List.of(0L), "keepdims", 1L), "x")
                                        .node("Sub", "centred", "x", "all"))
                        .bytes();
            case "elsewhere" ->
                graph.input("x", OnnxGraphs.FLOAT, DIM)
                        .output("code", OnnxGraphs.UINT8, CODE)
                        .output("error", OnnxGraphs.FLOAT, 0)
                        .constantElsewhere("weights", "encoder.onnx.data", DIM, CODE)
                        .node("MatMul", "sums", "x", "weights")
                        .node("Cast", "code", Map.of("to", (long) OnnxGraphs.UINT8), "sums")
                        .bytes();
            case "no onnx" -> new byte[] {1, 2, 3};
            default -> ToyModels.encoder(1, DIM, CODE).bytes();
        };
    }

    /** The mean of all values, in each of four bytes, and how far the values are from it. */
    private static byte[] toy(OnnxGraphs graph, String vector, int type, int width) {
        long keep = width;
        return graph.output("code", type, CODE)
                .output("error", OnnxGraphs.FLOAT, width)
                .constant("spread", ones(DIM * CODE), DIM, CODE)
                .node("MatMul", "sums", vector, "spread")
                .node("Cast", "code", Map.of("to", (long) type), "sums")
                .node("Mul", "square", vector, vector)
                .node("ReduceMean", "error", Map.of("axes", List.of(1L), "keepdims", keep), "square")
                .bytes();
    }

    private static float[] ones(int count) {
        float[] ones = new float[count];
        Arrays.fill(ones, 1);
        return ones;
    }

    private static Adoption adopt(Path sheet) {
        return Adoption.of(ModelSheet.read(sheet), Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private Path sheet(String... lines) throws IOException {
        return Files.writeString(
                folder.resolve("model.yaml"), "name: toy\nmetric: mse\n" + String.join("\n", lines) + "\n");
    }

    private void writeRows(int dim, double noise, String... name) throws IOException {
        Random random = new Random(1);
        StringBuilder csv = new StringBuilder();
        for (int row = 0; row < 600; row++) {
            float[] vector = ToyModels.normal(dim, CODE, random);
            for (int i = 0; i < dim; i++) {
                csv.append(i == 0 ? "" : ",")
                        .append(String.format(Locale.ROOT, "%f", vector[i] + noise * random.nextGaussian()));
            }
            csv.append('\n');
        }
        Files.writeString(folder.resolve(name.length == 0 ? "rows.csv" : name[0]), csv);
    }

    private static int alerts(ModelArtefact artefact, Path file) {
        Dataset rows = DataFile.open(file);
        float[] values = new float[rows.rows() * rows.dim()];
        float[] errors = new float[rows.rows()];
        rows.read(0, rows.rows(), values);
        try (OnnxCodec codec = OnnxCodec.of(artefact)) {
            codec.run(values, errors.length, new byte[errors.length * codec.codeBytes()], errors, values.clone());
        }
        int alerts = 0;
        for (float error : errors) {
            alerts += error > artefact.manifest().getThreshold() ? 1 : 0;
        }
        return alerts;
    }
}
