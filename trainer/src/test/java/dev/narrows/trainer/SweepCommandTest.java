package dev.narrows.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.narrows.trainer.dataset.Dataset;
import dev.narrows.trainer.dataset.MadeRows;
import dev.narrows.trainer.publish.ArtefactFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class SweepCommandTest {

    private static final int DIM = 12;

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Path csv;

    @BeforeEach
    void writeRows() throws IOException {
        csv = folder.resolve("rows.csv");
        Dataset data = MadeRows.curved(300, DIM, 1, 1);
        float[] row = new float[DIM];
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < data.rows(); i++) {
            data.read(i, 1, row);
            StringJoiner line = new StringJoiner(",");
            for (float value : row) {
                line.add(String.valueOf(value));
            }
            lines.add(line.toString());
        }
        Files.write(csv, lines);
    }

    @Test
    void shouldShowEverySizeAndKindBesideItsRivals() throws IOException {
        // given
        Path plot = folder.resolve("plot.png");
        Path report = folder.resolve("sweep.json");

        // when
        int code = run(
                new SweepCommand(),
                "--code-bytes=1,2,4",
                "--kinds=dense,denoising",
                "--epochs=4",
                "--plot=" + plot,
                "--report=" + report);

        // then: two kinds, two codes, five rivals at three sizes each
        assertThat(code).as(err.toString()).isZero();
        assertThat(out.toString().lines().filter(line -> line.matches(".*\\d+ +\\d+\\.\\d .*")))
                .hasSize(27);
        assertThat(out.toString())
                .contains(
                        "dense-scalar",
                        "dense-vq",
                        "denoising-scalar",
                        "denoising-vq",
                        "pca",
                        "klt",
                        "pq",
                        "opq",
                        "rvq",
                        "knee: ");
        assertThat(plot).isNotEmptyFile();
        assertThat(report).content().contains("kneeCodeBytes", "denoising-vq");
    }

    @Test
    void shouldNotTrainAgainWhatACheckpointHolds() {
        // given
        String[] options = {
            "--code-bytes=1,2", "--codes=scalar", "--epochs=4", "--checkpoint=" + folder.resolve("kept"), "--resume"
        };
        assertThat(run(new SweepCommand(), options)).as(err.toString()).isZero();
        String first = out.toString();
        assertThat(err.toString()).contains("epoch 4/4");
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);

        // when
        int code = run(new SweepCommand(), options);

        // then
        assertThat(code).as(err.toString()).isZero();
        assertThat(out.toString()).isEqualTo(first);
        assertThat(err.toString()).doesNotContain("epoch ");
    }

    @Test
    void shouldTrainTheSizeOfARatio() {
        // given
        Path output = folder.resolve("model");

        // when: 48 bytes of floats
        int code = run(new TrainCommand(), "--target-ratio=20", "--epochs=2", "--no-publish", "--output=" + output);

        // then
        assertThat(code).as(err.toString()).isZero();
        assertThat(ArtefactFolder.read(output).manifest().getCodeBytes()).isEqualTo(2);
    }

    @Test
    void shouldTrainUntilTheErrorIsSmallEnough() {
        // given
        Path output = folder.resolve("model");

        // when
        int code = run(new TrainCommand(), "--target-mse=0.02", "--epochs=60", "--no-publish", "--output=" + output);

        // then
        assertThat(code).as(err.toString()).isZero();
        assertThat(ArtefactFolder.read(output).manifest().getCodeBytes()).isBetween(1, DIM);
        assertThat(err.toString()).contains("bytes: mse");
    }

    @Test
    void shouldRefuseTwoWaysToChooseASize() {
        assertThat(run(new TrainCommand(), "--target-ratio=20", "--code-bytes=3"))
                .isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(err.toString()).contains("--target-mse, --target-ratio: together");
    }

    private int run(Object command, String... options) {
        List<String> args = new ArrayList<>(List.of("--data", csv.toString()));
        args.addAll(List.of(options));
        return new CommandLine(command)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(args.toArray(String[]::new));
    }
}
