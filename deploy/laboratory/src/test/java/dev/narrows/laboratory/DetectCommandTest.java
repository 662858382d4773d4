package dev.narrows.laboratory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.narrows.trainer.dataset.array.NpyWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class DetectCommandTest {

    private static final int DIM = 4;
    private static final int NORMAL = 80;
    private static final int ANOMALOUS = 12;

    @TempDir
    private Path data;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void shouldReportBothScoresOfEverySetAndTheirMeans() throws IOException {
        // given: one set whose anomalies are far away, one whose anomalies are like all others, and a folder without
        // labels
        labelledSet("far", 30);
        labelledSet("near", 0);
        write(data.resolve("unlabelled"), "X.npy", new float[NORMAL * DIM], DIM);
        Path report = data.resolve("report.json");

        // when
        int code = detect("--data", data.toString(), "--report", report.toString(), "--seeds", "1,2");

        // then
        assertThat(code).as(err.toString()).isZero();
        JsonNode found = new ObjectMapper().readTree(report.toFile());
        assertThat(found.fieldNames()).toIterable().containsExactlyInAnyOrder("sets", "meanAuroc", "meanPlainAuroc");
        assertThat(found.get("sets").fieldNames()).toIterable().containsExactly("far", "near");
        assertThat(found.at("/sets/far").fieldNames()).toIterable().containsExactlyInAnyOrder("auroc", "plainAuroc");
        assertThat(found.at("/sets/far/auroc").asDouble()).isBetween(99.0, 100.0);
        assertThat(found.at("/sets/far/plainAuroc").asDouble()).isBetween(99.0, 100.0);
        assertThat(found.at("/sets/near/auroc").asDouble()).isBetween(20.0, 80.0);
        assertThat(found.at("/meanAuroc").asDouble()).isCloseTo(mean(found, "auroc"), within(1e-9));
        assertThat(found.at("/meanPlainAuroc").asDouble()).isCloseTo(mean(found, "plainAuroc"), within(1e-9));
        assertThat(out.toString()).containsPattern("far +92 +4 +").containsPattern("mean +");
    }

    @Test
    void shouldReadSetsThatAreTables() throws IOException {
        // given: rows of small values, and eight of large ones
        Random random = new Random(3);
        List<String> rows = new ArrayList<>(List.of("a,b,c"));
        List<String> labels = new ArrayList<>(List.of("label"));
        for (int i = 0; i < 68; i++) {
            boolean anomalous = i % 8 == 7;
            double value = random.nextGaussian() + (anomalous ? 40 : 0);
            rows.add(value + "," + (value + random.nextGaussian() / 10) + "," + random.nextGaussian());
            labels.add(anomalous ? "1" : "0");
        }
        Path set = Files.createDirectories(data.resolve("table"));
        Files.write(set.resolve("X.csv"), rows);
        Files.write(set.resolve("y.csv"), labels);

        // when
        int code = detect("--data", data.toString(), "--seeds", "1");

        // then
        assertThat(code).as(err.toString()).isZero();
        assertThat(out.toString()).containsPattern("table +68 +3 +100[.]00 +100[.]00");
    }

    @Test
    void shouldRefuseADirectoryWithoutLabelledSets() {
        // when
        int code = detect("--data", data.toString());

        // then
        assertThat(code).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(err.toString()).contains("(expected: folders with X and y in it, .npy, idx, CSV or Parquet)");
    }

    private static double mean(JsonNode found, String figure) {
        return (found.at("/sets/far/" + figure).asDouble()
                        + found.at("/sets/near/" + figure).asDouble())
                / 2;
    }

    private void labelledSet(String name, float away) throws IOException {
        Random random = new Random(3);
        float[] rows = new float[(NORMAL + ANOMALOUS) * DIM];
        float[] labels = new float[NORMAL + ANOMALOUS];
        for (int i = 0; i < rows.length; i++) {
            boolean anomalous = i / DIM >= NORMAL;
            rows[i] = (float) random.nextGaussian() + (anomalous ? away : 0);
            labels[i / DIM] = anomalous ? 1 : 0;
        }
        write(data.resolve(name), "X.npy", rows, DIM);
        write(data.resolve(name), "y.npy", labels, 1);
    }

    private static void write(Path folder, String file, float[] values, int dim) throws IOException {
        Files.createDirectories(folder);
        try (NpyWriter writer = NpyWriter.create(folder.resolve(file), dim)) {
            writer.write(values, values.length / dim);
        }
    }

    private int detect(String... options) {
        return new CommandLine(new DetectCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(options);
    }
}
