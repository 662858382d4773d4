package dev.narrows.trainer.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.narrows.trainer.TrainCommand;
import dev.narrows.trainer.dataset.Dataset;
import dev.narrows.trainer.dataset.MadeRows;
import dev.narrows.trainer.dataset.array.NpyWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The report as a real browser shows it. */
class ReportPageIT {

    private static final int DIM = 5;

    @TempDir
    private Path folder;

    @Test
    void shouldShowEverySectionWithoutAWordOnTheConsole() throws IOException, InterruptedException {
        // given
        Path page = folder.resolve("report.html");
        train(table(), page);

        // when
        Chromium.Visit visit = Chromium.open(page, folder);

        // then
        assertThat(visit.console()).isEmpty();
        assertThat(visit.document())
                .contains("data-drawn=\"true\"")
                .contains("Beside its rivals")
                .contains("Rate and distortion")
                .contains("Training")
                .contains("Scores and threshold")
                .contains("Reconstructions")
                .contains("Map of codes")
                .contains("Where the error comes from")
                .contains("Settings")
                .contains("Provenance");
    }

    @Test
    void shouldDrawImages() throws IOException, InterruptedException {
        // given
        Path page = folder.resolve("report.html");
        train(array(AppearanceTest.blots(12), 12, 12), page);

        // when
        Chromium.Visit visit = Chromium.open(page, folder);

        // then: worst and median ones, as they were and as they came back; and the share of each pixel
        assertThat(visit.console()).isEmpty();
        assertThat(visit.document())
                .contains("data-drawn=\"true\"")
                .contains("Rows as images")
                .contains("the source has rows of 12 x 12")
                .contains("<figcaption>Share of each pixel");
        assertThat(visit.document().split("<canvas", -1)).hasSize(2 * 6 * 2 + 1 + 1);
    }

    @Test
    void shouldDrawCurves() throws IOException, InterruptedException {
        // given
        Path page = folder.resolve("report.html");
        train(array(AppearanceTest.waves(40), 40), page);

        // when
        Chromium.Visit visit = Chromium.open(page, folder);

        // then
        assertThat(visit.console()).isEmpty();
        assertThat(visit.document())
                .contains("data-drawn=\"true\"")
                .contains("Rows as curves")
                .contains("as in a series")
                .contains("curve second dashed")
                .doesNotContainPattern("[dxy12]=\"[^\"]*NaN");
    }

    @Test
    void shouldHearWhatAPageWritesToTheConsole() throws IOException, InterruptedException {
        // given
        Path page = Files.writeString(folder.resolve("broken.html"), "<script>missing.call()</script>");

        // when
        Chromium.Visit visit = Chromium.open(page, folder);

        // then
        assertThat(visit.console()).anyMatch(line -> line.contains("missing is not defined"));
    }

    private Path table() throws IOException {
        Dataset rows = MadeRows.curved(300, DIM, 1, 1);
        float[] row = new float[DIM];
        List<String> lines = new ArrayList<>(List.of("a,b,c,d,e"));
        for (int i = 0; i < rows.rows(); i++) {
            rows.read(i, 1, row);
            lines.add(row[0] + "," + row[1] + "," + row[2] + "," + row[3] + "," + row[4]);
        }
        return Files.write(folder.resolve("rows.csv"), lines);
    }

    private Path array(Dataset rows, int... shape) throws IOException {
        Path file = folder.resolve("rows.npy");
        float[] values = new float[rows.rows() * rows.dim()];
        rows.read(0, rows.rows(), values);
        try (NpyWriter writer = NpyWriter.create(file, shape)) {
            writer.write(values, rows.rows());
        }
        return file;
    }

    private void train(Path data, Path page) {
        StringWriter err = new StringWriter();
        int code = new CommandLine(new TrainCommand())
                .setOut(new PrintWriter(new StringWriter(), true))
                .setErr(new PrintWriter(err, true))
                .execute(
                        "--data=" + data,
                        "--no-publish",
                        "--hidden=8",
                        "--latent=2",
                        "--code-bits=8",
                        "--epochs=3",
                        "--report=" + page);
        assertThat(code).as(err.toString()).isZero();
    }
}
