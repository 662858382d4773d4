package dev.narrows.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.narrows.schemas.ModelManifest;
import dev.narrows.trainer.dataset.Dataset;
import dev.narrows.trainer.dataset.MadeRows;
import dev.narrows.trainer.publish.ArtefactFolder;
import dev.narrows.trainer.tensor.Torch;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class TrainCommandTest {

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Path csv;
    private Path output;

    @BeforeEach
    void writeRows() throws IOException {
        csv = folder.resolve("rows.csv");
        output = folder.resolve("model");
        Dataset data = MadeRows.curved(300, 4, 1, 1);
        List<String> lines = new ArrayList<>(List.of("a,b,c,d"));
        float[] row = new float[4];
        for (int i = 0; i < data.rows(); i++) {
            data.read(i, 1, row);
            lines.add(String.format(Locale.ROOT, "%f,%f,%f,%f", row[0], row[1], row[2], row[3]));
        }
        Files.write(csv, lines);
    }

    @Test
    void shouldNotWatchWhereNothingIsSubmitted() {
        // when
        int code = new CommandLine(new TrainCommand())
                .setErr(new PrintWriter(err))
                .execute("--data", csv.toString(), "--watch", "--no-rollout");

        // then
        assertThat(code).isEqualTo(2);
        assertThat(err.toString()).contains("--watch: with --no-publish or --no-rollout (expected: neither)");
    }

    @Test
    void shouldWriteAModelIntoAFolderWithoutABroker() {
        // given
        List<String> args = List.of("--name", "small", "--hidden", "8", "--latent", "2", "--code-bits", "8");

        // when
        int code = train(args);

        // then
        assertThat(code).as(err.toString()).isZero();
        ModelManifest manifest = ArtefactFolder.read(output).manifest();
        assertThat(manifest.getName()).isEqualTo("small");
        assertThat(manifest.getInputDim()).isEqualTo(4);
        assertThat(manifest.getFeatureNames()).containsExactly("a", "b", "c", "d");
        assertThat(manifest.getCodeBytes()).isEqualTo(2);
        assertThat(manifest.getSettings()).containsEntry("hidden", "8").containsKeys("libtorch", "java", "workers");
        assertThat(manifest.getFigures()).containsKeys("mse", "mae", "euclidean", "compressionRatio", "pcaMse");
        assertThat(err.toString()).contains("300 rows of 4 values").contains("left");
        assertThat(out.toString()).contains("small 1").contains("PCA, 2 int8 components");
    }

    @Test
    void shouldTakeOptionsFromAFileAndLetFlagsWin() throws IOException {
        // given
        Path config = Files.writeString(
                folder.resolve("train.yaml"), "hidden: [6, 5]\nlatent: 3\ncode-bits: 8\nepochs: 1\nactivation: tanh\n");

        // when: one flag before the file, one after
        int code = train(List.of("--latent", "2", "--config", config.toString(), "--epochs=2"));

        // then
        assertThat(code).as(err.toString()).isZero();
        assertThat(ArtefactFolder.read(output).manifest().getSettings())
                .containsEntry("hidden", "6,5")
                .containsEntry("latent", "2")
                .containsEntry("activation", "tanh")
                .containsEntry("epochs", "2");
    }

    @Test
    void shouldLearnFromNormalRowsOnlyWhereLabelsMarkAnomalies() throws IOException {
        // given: every fifth row is far from what the others are
        label(row -> row % 5 == 0 ? 1 : 0);

        // when
        int code = train(List.of("--label-column", "label"));

        // then: the linear codec that wins has learned from all normal rows in the end
        assertThat(code).as(err.toString()).isZero();
        assertThat(err.toString())
                .contains("labels: 60 of 300 rows are anomalous and not learned from")
                .contains("240 rows of 4 values");
        assertThat(ArtefactFolder.read(output).manifest().getTrainingRows()).isEqualTo(240);
    }

    @Test
    void shouldLearnFromAllRowsWhereLabelsAreSaidToBeClasses() throws IOException {
        // given
        label(row -> row % 5 == 0 ? 1 : 0);

        // when
        int code = train(List.of("--label-column", "label", "--labels-are", "classes"));

        // then
        assertThat(code).as(err.toString()).isZero();
        assertThat(err.toString()).contains("300 rows of 4 values").doesNotContain("labels: ");
    }

    @Test
    void shouldTakeManyLabelsForClassesUnlessToldOtherwise() throws IOException {
        // given
        label(row -> row % 3);

        // when
        int all = train(List.of("--label-column", "label"));
        String said = err.toString();
        int zeros = train(List.of("--label-column", "label", "--labels-are", "anomalies"));

        // then
        assertThat(all).isZero();
        assertThat(said).contains("labels: 3 classes, left out of account").contains("300 rows of 4 values");
        assertThat(zeros).isZero();
        assertThat(err.toString())
                .contains("labels: 200 of 300 rows are anomalous")
                .contains("100 rows of 4 values");
    }

    @Test
    void shouldRefuseAnUnknownKeyAndNameTheNearest() throws IOException {
        // given
        Path config = Files.writeString(folder.resolve("train.yaml"), "epoch: 3\n");

        // when
        int code = train(List.of("--config", config.toString()));

        // then
        assertThat(code).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(err.toString()).contains("unknown key 'epoch'").contains("'epochs'");
    }

    @Test
    void shouldRefuseAWordThatIsNone() {
        // given
        List<String> args = List.of("--activation", "rellu");

        // when
        int code = train(args);

        // then
        assertThat(code).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(err.toString()).contains("'rellu'").contains("leaky-relu");
    }

    @Test
    void shouldRefuseAValueOutOfRange() {
        // given
        List<String> args = List.of("--code-bits", "9");

        // when
        int code = train(args);

        // then
        assertThat(code).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(err.toString()).contains("code bits: 9 (expected: 1 to 8)");
    }

    @Test
    void shouldMakeTheSameModelOfACheckpointAgain() {
        // given
        List<String> kept =
                List.of("--hidden=8", "--checkpoint", folder.resolve("kept").toString());
        assertThat(train(kept)).as(err.toString()).isZero();
        ModelManifest first = ArtefactFolder.read(output).manifest();

        // when: each fit has ended, so nothing is trained again
        List<String> again = new ArrayList<>(kept);
        again.add("--resume");
        int code = train(again);

        // then
        assertThat(code).as(err.toString()).isZero();
        ModelManifest second = ArtefactFolder.read(output).manifest();
        assertThat(second.getEncoderGraph()).isEqualTo(first.getEncoderGraph());
        assertThat(second.getThreshold()).isEqualTo(first.getThreshold());
    }

    @Test
    void shouldNameTheSettingInWhichACheckpointIsAnother() {
        // given
        List<String> kept =
                List.of("--hidden=8", "--checkpoint", folder.resolve("kept").toString());
        assertThat(train(kept)).as(err.toString()).isZero();

        // when
        List<String> other = new ArrayList<>(kept);
        other.addAll(List.of("--resume", "--learning-rate=0.01"));
        int code = train(other);

        // then
        assertThat(code).isEqualTo(CommandLine.ExitCode.SOFTWARE);
        assertThat(err.toString()).contains("learning-rate: 0.01 (expected: 0.002, as in the checkpoint");
    }

    @Test
    void shouldNotResumeWithoutACheckpoint() {
        // when
        int code = train(List.of("--resume"));

        // then
        assertThat(code).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(err.toString()).contains("--resume: without --checkpoint");
    }

    private void label(IntUnaryOperator labels) throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(csv));
        for (int i = 0; i < lines.size(); i++) {
            lines.set(i, lines.get(i) + "," + (i == 0 ? "label" : "" + labels.applyAsInt(i - 1)));
        }
        Files.write(csv, lines);
    }

    @Test
    void shouldShowWhatPruningCosts() {
        // when
        int code = train(List.of("--hidden=8", "--latent=2", "--prune=0.5"));

        // then
        assertThat(code).as(err.toString()).isZero();
        assertThat(out.toString())
                .containsPattern("model bytes +deflated +loss +us to encode")
                .containsPattern("whole, 0.0 % zeros .* \\+0.00% ")
                .containsPattern("pruned, 50.0 % zeros .*% ");
        assertThat(ArtefactFolder.read(output).manifest().getSettings()).containsEntry("prune", "0.5");
    }

    @Test
    void shouldShowWhatIntegerWeightsCost() {
        // when
        int code = train(List.of("--hidden=8", "--latent=2", "--weights=int8"));

        // then
        assertThat(code).as(err.toString()).isZero();
        assertThat(out.toString())
                .containsPattern("float32 weights .* \\+0.00% ")
                .containsPattern("int8 weights .*% ");
        assertThat(ArtefactFolder.read(output).manifest().getSettings()).containsEntry("weights", "int8");
    }

    @Test
    void shouldKeepFloatsWhereIntegersAreNotFaster() {
        // when
        int code = train(List.of("--hidden=8", "--latent=2"));

        // then
        assertThat(code).as(err.toString()).isZero();
        assertThat(out.toString()).doesNotContain("int8 weights");
        assertThat(ArtefactFolder.read(output).manifest().getSettings()).containsEntry("weights", "float32");
    }

    @Test
    void shouldRefuseToPruneEverything() {
        // when
        int code = train(List.of("--prune=1"));

        // then
        assertThat(code).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(err.toString()).contains("prune: 1.0 (expected: 0 or more, below 1)");
    }

    @Test
    void shouldTrainOnTheProcessorWhereThereIsNothingElse() {
        // given: a build for processors
        assumeThat(Torch.isCudaAvailable()).isFalse();

        // when
        int auto = train(List.of("--hidden=8"));
        int cuda = train(List.of("--hidden=8", "--device=cuda"));

        // then
        assertThat(auto).as(err.toString()).isZero();
        assertThat(ArtefactFolder.read(output).manifest().getSettings()).containsEntry("device", "cpu");
        assertThat(cuda).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(err.toString()).contains("device: cuda (expected: auto or cpu, as libtorch finds no CUDA device;");
    }

    @Test
    void shouldLookForTheBrokersBeforeItTrains() throws IOException {
        // given: a port that nobody listens on
        int port;
        try (ServerSocket once = new ServerSocket(0)) {
            port = once.getLocalPort();
        }
        String nobody = "127.0.0.1:" + port;

        // when
        int code = train(List.of(
                "--publish",
                "--bootstrap-servers=" + nobody,
                "--registry=http://" + nobody,
                "--kafka=default.api.timeout.ms=300",
                "--kafka=request.timeout.ms=200",
                "--kafka=sasl.jaas.confg=none"));

        // then
        assertThat(code).isEqualTo(CommandLine.ExitCode.SOFTWARE);
        assertThat(err.toString())
                .contains("300 rows of 4 values", "warning: --kafka sasl.jaas.confg: not a setting of Kafka")
                .doesNotContain("; parity ");
        assertThat(output).doesNotExist();
    }

    @Test
    void shouldRefuseANameThatNoModelCanHaveBeforeItTrains() {
        // when
        int code = train(List.of("--name", "a/b"));

        // then
        assertThat(code).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(err.toString()).contains("model name: a/b (expected: ").doesNotContain("; parity ");
    }

    @Test
    void shouldRefuseAReportThatCannotBeWrittenBeforeItTrains() {
        // given
        Path report = folder.resolve("missing/report.html");

        // when
        int code = train(List.of("--report", report.toString()));

        // then
        assertThat(code).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(err.toString())
                .contains("--report: " + report + " (expected: a file that can be written)")
                .doesNotContain("; parity ");
    }

    private int train(List<String> args) {
        List<String> all = new ArrayList<>(Arrays.asList("--data", csv.toString(), "--output", output.toString()));
        if (!args.contains("--publish")) {
            all.add("--no-publish");
        }
        if (args.stream().noneMatch(arg -> arg.startsWith("--epochs"))) {
            all.add("--epochs=3");
        }
        all.addAll(args);
        return new CommandLine(new TrainCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(all.toArray(String[]::new));
    }
}
