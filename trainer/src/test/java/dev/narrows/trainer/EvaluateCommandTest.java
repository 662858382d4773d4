package dev.narrows.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.narrows.trainer.dataset.ArrayDataset;
import dev.narrows.trainer.dataset.Dataset;
import dev.narrows.trainer.dataset.MadeRows;
import dev.narrows.trainer.dataset.array.NpyWriter;
import dev.narrows.trainer.fit.FitSettings;
import dev.narrows.trainer.fit.progress.ProgressListener;
import dev.narrows.trainer.network.NetworkSettings;
import dev.narrows.trainer.pipeline.TrainedModel;
import dev.narrows.trainer.pipeline.Trainer;
import dev.narrows.trainer.publish.ArtefactFolder;
import dev.narrows.trainer.setting.TrainSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class EvaluateCommandTest {

    private static final int DIM = 6;

    @TempDir
    private Path folder;

    private final Dataset data = MadeRows.curved(400, DIM, 1, 1);
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void trainAModel() throws IOException {
        write(data, "trained.npy");
        write(MadeRows.curved(200, DIM, 1, 2), "other.npy");
        write(MadeRows.curved(200, DIM + 1, 1, 2), "wide.npy");
        TrainSettings settings = TrainSettings.defaults("small")
                .withNetwork(NetworkSettings.builder()
                        .hidden(8)
                        .latent(2)
                        .codeBits(8)
                        .build())
                .withFit(FitSettings.builder().epochs(3).build());
        TrainedModel trained = Trainer.train(ArrayDataset.copyOf(data), settings, ProgressListener.NONE);
        ArtefactFolder.write(trained.artefact(), folder.resolve("model"));
    }

    @Test
    void shouldMeasureRowsThatTheModelHasNotSeenWhereItKnowsTheData() {
        // when
        int code = evaluate("--dir", folder.resolve("model").toString(), "--data", file("trained.npy"));

        // then
        assertThat(code).as(err.toString()).isZero();
        assertThat(err.toString()).contains("40 rows are measured, which the model's weights have not learned from");
        assertThat(out.toString())
                .contains("Euclidean")
                .contains("small 1")
                .contains(
                        "product quantisation, 2 bytes", "KLT, 16 bits by variance", "residual quantisation, 2 bytes");
    }

    @Test
    void shouldMeasureHalfOfOtherData() {
        // when
        int code = evaluate("--dir", folder.resolve("model").toString(), "--data", file("other.npy"));

        // then
        assertThat(code).as(err.toString()).isZero();
        assertThat(err.toString()).contains("100 rows are measured, which the rivals have not learned from");
    }

    @Test
    void shouldShowTheLossesOfTheTrainingInAReport() throws IOException {
        // given
        Path page = folder.resolve("report.html");

        // when
        int code = evaluate(
                "--dir", folder.resolve("model").toString(), "--data", file("other.npy"), "--report", page.toString());

        // then: three epochs
        assertThat(code).as(err.toString()).isZero();
        assertThat(Files.readString(page))
                .containsPattern(
                        "\\{\"number\":3,\"quantised\":true,\"trainLoss\":[0-9.E-]+,\"validationLoss\":[0-9.E-]+}]");
    }

    @Test
    void shouldFailOnVectorsOfAnotherDimension() {
        // when
        int code = evaluate("--dir", folder.resolve("model").toString(), "--data", file("wide.npy"));

        // then
        assertThat(code).isNotZero();
        assertThat(err.toString()).contains("rows of 7 values (expected: 6)");
    }

    @Test
    void shouldTellFalseAlarmsBesideTheRateThatWasPromised() {
        // when
        evaluate("--dir", folder.resolve("model").toString(), "--data", file("trained.npy"));

        // then
        assertThat(out.toString())
                .containsPattern(
                        "false alarms: \\d+ of 40 normal rows, .* \\(promised 0.100 %; 95 % interval .* to .* %: ")
                .containsPattern("largest MSE: feature \\d [0-9.]+, ")
                .contains("most of the score: feature ")
                .doesNotContain("AUROC");
    }

    @Test
    void shouldLetTheRivalsLearnFromOtherDataAndMeasureAllRows() {
        // when
        int code = evaluate(
                "--dir",
                folder.resolve("model").toString(),
                "--data",
                file("other.npy"),
                "--train-data",
                file("trained.npy"));

        // then
        assertThat(code).as(err.toString()).isZero();
        assertThat(err.toString()).contains("200 rows are measured");
    }

    @Test
    void shouldMeasureDetectionWhereAColumnHoldsLabels() throws IOException {
        // given: every fifth row is one that no model of the others can know
        Path table = folder.resolve("labelled.csv");
        Files.write(table, labelled(200));
        Path json = folder.resolve("figures.json");

        // when
        int code = evaluate(
                "--dir",
                folder.resolve("model").toString(),
                "--data",
                table.toString(),
                "--label-column",
                "label",
                "--json",
                json.toString());

        // then
        assertThat(code).as(err.toString()).isZero();
        assertThat(out.toString()).contains("detection of 40 anomalous rows: AUROC ");
        JsonNode figures = new ObjectMapper().readTree(json.toFile());
        assertThat(figures.at("/detection/auroc").asDouble()).isBetween(0.9, 1.0);
        assertThat(figures.at("/detection/f1").asDouble()).isBetween(0.5, 1.0);
        assertThat(figures.at("/falseAlarms/rows").asInt()).isEqualTo(80);
        assertThat(figures.at("/falseAlarms/promised").asDouble()).isEqualTo(1e-3);
        assertThat(figures.at("/codecs")).hasSize(7);
        assertThat(figures.at("/codecs/0/mse").asDouble()).isPositive();
        assertThat(figures.at("/featureMse")).hasSize(DIM);
        assertThat(figures.at("/contributions")).hasSize(DIM);
    }

    @Test
    void shouldNotTakeClassesForAnomalies() throws IOException {
        // given
        Path table = folder.resolve("classes.csv");
        Files.write(
                table,
                labelled(200).stream()
                        .map(line -> line.replaceAll(",1$", ",9").replaceAll(",0$", ",3"))
                        .toList());

        // when
        int code = evaluate(
                "--dir", folder.resolve("model").toString(), "--data", table.toString(), "--label-column", "label");

        // then
        assertThat(code).as(err.toString()).isZero();
        assertThat(err.toString()).contains("labels: 2 classes, left out of account");
        assertThat(out.toString()).contains("false alarms: ").doesNotContain("AUROC");
    }

    @Test
    void shouldAskForAModel() {
        // when
        int code = evaluate("--data", file("other.npy"));

        // then
        assertThat(code).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(err.toString()).contains("--model, --dir: neither (expected: one of them)");
    }

    private static List<String> labelled(int rows) {
        Dataset normal = MadeRows.curved(rows, DIM, 1, 3);
        float[] row = new float[DIM];
        List<String> lines = new ArrayList<>(List.of("a,b,c,d,e,f,label"));
        for (int i = 0; i < rows; i++) {
            normal.read(i, 1, row);
            boolean anomalous = i % 5 == 0;
            row[i % DIM] += anomalous ? 200 : 0;
            String values = IntStream.range(0, DIM).mapToObj(j -> "" + row[j]).collect(Collectors.joining(","));
            lines.add(values + "," + (anomalous ? 1 : 0));
        }
        return lines;
    }

    private String file(String name) {
        return folder.resolve(name).toString();
    }

    private void write(Dataset rows, String name) throws IOException {
        float[] values = new float[rows.rows() * rows.dim()];
        rows.read(0, rows.rows(), values);
        try (NpyWriter writer = NpyWriter.create(folder.resolve(name), rows.dim())) {
            writer.write(values, rows.rows());
        }
    }

    private int evaluate(String... args) {
        return new CommandLine(new EvaluateCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(args);
    }
}
