package dev.narrows.trainer.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.narrows.trainer.TrainCommand;
import dev.narrows.trainer.dataset.Dataset;
import dev.narrows.trainer.dataset.MadeRows;
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
        train(page);

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
    void shouldHearWhatAPageWritesToTheConsole() throws IOException, InterruptedException {
        // given
        Path page = Files.writeString(folder.resolve("broken.html"), "<script>missing.call()</script>");

        // when
        Chromium.Visit visit = Chromium.open(page, folder);

        // then
        assertThat(visit.console()).anyMatch(line -> line.contains("missing is not defined"));
    }

    private void train(Path page) throws IOException {
        Dataset rows = MadeRows.curved(300, DIM, 1, 1);
        float[] row = new float[DIM];
        List<String> lines = new ArrayList<>(List.of("a,b,c,d,e"));
        for (int i = 0; i < rows.rows(); i++) {
            rows.read(i, 1, row);
            lines.add(row[0] + "," + row[1] + "," + row[2] + "," + row[3] + "," + row[4]);
        }
        Path table = Files.write(folder.resolve("rows.csv"), lines);
        StringWriter err = new StringWriter();
        int code = new CommandLine(new TrainCommand())
                .setOut(new PrintWriter(new StringWriter(), true))
                .setErr(new PrintWriter(err, true))
                .execute(
                        "--data=" + table,
                        "--no-publish",
                        "--hidden=8",
                        "--latent=2",
                        "--code-bits=8",
                        "--epochs=3",
                        "--report=" + page);
        assertThat(code).as(err.toString()).isZero();
    }
}
