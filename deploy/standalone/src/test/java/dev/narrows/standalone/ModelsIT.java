package dev.narrows.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.narrows.embedded.fixture.OnCluster;
import dev.narrows.embedded.fixture.TestCluster;
import dev.narrows.schemas.model.ToyModels;
import dev.narrows.stream.NarrowsService;
import dev.narrows.stream.config.NarrowsSettings;
import dev.narrows.trainer.dataset.array.NpyWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Issue 21, points 8, 19, 20, 25 and 26: what becomes stable, what does not, and who may say so. */
@OnCluster
class ModelsIT {

    private static final int DIM = 12;

    @TempDir
    private Path folder;

    private String servers;
    private String registry;
    private String models;
    private String rollouts;
    private String commands;
    private NarrowsService service;
    private String out = "";
    private String err = "";

    @BeforeEach
    void name(TestCluster cluster) {
        servers = cluster.bootstrapServers();
        registry = cluster.registryUrl();
        models = cluster.newName("models");
        rollouts = cluster.newName("rollouts");
        commands = cluster.newName("commands");
        Map<String, String> settings = new HashMap<>(Map.of(
                "kafka.bootstrap.servers", servers,
                "schema.registry.url", registry,
                "application.id", cluster.newName("narrows"),
                "input.topic", cluster.createTopic("vectors", 1),
                "models.topic", models,
                "rollouts.topic", rollouts,
                "rollout.commands.topic", commands,
                "model.name", "live",
                "http.port", "0"));
        for (String topic : List.of("latents", "alerts", "dead.letters", "quality")) {
            settings.put(topic + ".topic", cluster.newName(topic));
        }
        service = NarrowsService.start(NarrowsSettings.of(settings));
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void shouldNeitherPublishNoiseNorAnotherWidthOverWhatServes() throws IOException {
        // given
        assertThat(train(rows("waves.npy", DIM, false))).isZero();
        assertThat(out).contains("published live/1");
        awaitState(1, "stable");

        // when
        int noise = train(rows("noise.npy", DIM, true));

        // then
        assertThat(noise).isEqualTo(1);
        assertThat(err).contains("live/1, which is stable").contains("--force publishes it all the same");
        assertThat(stable()).isEqualTo(1);

        // when
        int wide = train(rows("wide.npy", 2 * DIM, false));

        // then
        assertThat(wide).isEqualTo(1);
        assertThat(err)
                .contains("vectors of 24 values for model live (expected: 12, as its version 1")
                .doesNotContain("epochs");
        assertThat(stable()).isEqualTo(1);

        // when
        int forced = train(rows("noise.npy", DIM, true), "--force");

        // then
        assertThat(forced).isZero();
        awaitState(2, "shadow");
        assertThat(stable()).isEqualTo(1);
    }

    @Test
    void shouldRollBackAndPromoteAndTakeTheStableVersionWhereNoneIsNamed() throws IOException {
        // given
        Path waves = rows("waves.npy", DIM, false);
        assertThat(train(waves)).isZero();
        awaitState(1, "stable");
        assertThat(train(waves, "--epochs", "8")).isZero();
        awaitState(2, "shadow");
        assertThat(run("models", "promote", "live/2", "--next-stage")).isZero();
        assertThat(out).isEqualTo("live/1 is stable, live/2 in canary at 5 %\n");
        assertThat(run("models", "pause", "live")).isZero();
        assertThat(out).isEqualTo("live/1 is stable, live/2 in canary at 5 %, paused\n");
        assertThat(run("models", "promote", "live/2")).isZero();
        assertThat(stable()).isEqualTo(2);
        assertThat(run("models", "diff", "live:1", "live")).as(err).isZero();
        assertThat(out)
                .containsPattern("(?m)^version +1 +2$")
                .containsPattern("(?m)^settings.epochs +6 +8$")
                .doesNotContain("inputDim");
        assertThat(run("models", "diff", "live:1", "live", "--json")).isZero();
        assertThat(out).containsPattern("\"version\" : \\[ 1, 2 \\]");
        assertThat(run("models", "resume", "live")).isEqualTo(1);
        assertThat(err).isEqualTo("narrows: refused: model: live has no candidate (expected: one on trial)\n");

        // when
        int back = run("models", "rollback", "live");

        // then
        assertThat(back).isZero();
        assertThat(out).isEqualTo("live/1 is stable\n");
        assertThat(stable()).isEqualTo(1);
        assertThat(run("models", "list")).isZero();
        assertThat(out).containsPattern("live +1 +stable ").containsPattern("live +2 +published ");
        assertThat(evaluate(waves, "live")).isZero();
        assertThat(out).contains("live 1");

        // when
        int promoted = run("models", "promote", "live:2");

        // then
        assertThat(promoted).isZero();
        assertThat(out).isEqualTo("live/2 is stable\n");
        assertThat(evaluate(waves, "live/2")).isZero();
        assertThat(run("models", "promote", "live/9")).isEqualTo(1);
        assertThat(run("models", "list")).isZero();
        assertThat(out).containsPattern("live +1 +before ").containsPattern("live +2 +stable ");
    }

    @Test
    void shouldPublishAFolderSignedAndVerifyIt() throws IOException {
        // given
        Path key = folder.resolve("team");
        assertThat(run("models", "keygen", key.toString())).isZero();
        Path waves = rows("waves.npy", DIM, false);
        Path kept = folder.resolve("kept");
        assertThat(train(waves, "--no-publish", "--output", kept.toString())).isZero();
        String trusted = "model.trusted.key=" + key + ".pub";

        // when
        int published = run("models", "publish", kept.toString(), "--promote", "--sign-key", key + ".key");

        // then
        assertThat(published).as(err).isZero();
        assertThat(out).isEqualTo("published live/1\nlive/1 is stable\n");
        assertThat(run("models", "verify", "live", "--set", trusted)).as(err).isZero();
        assertThat(out).startsWith("live/1 is good, signed by ");

        // when somebody else's
        assertThat(train(waves)).isZero();
        awaitState(2, "shadow");

        // then
        assertThat(run("models", "verify", "live:2")).isZero();
        assertThat(out).isEqualTo("live/2 is good, unsigned\n");
        assertThat(run("models", "verify", "live:2", "--set", trusted)).isEqualTo(1);
        assertThat(err).contains("signature of live/2: none (expected: one by key ");
        assertThat(run("models", "keygen", key.toString())).isEqualTo(1);
    }

    @Test
    void shouldRollOutAModelMadeElsewhereLikeAnyOther() throws IOException {
        // given
        Path graphs = Files.createDirectory(folder.resolve("graphs"));
        Files.write(graphs.resolve("encoder.onnx"), ToyModels.encoder(1, DIM, 4).bytes());
        Files.write(graphs.resolve("decoder.onnx"), ToyModels.decoder(1, DIM, 4).bytes());
        Files.writeString(
                graphs.resolve("model.yaml"), "name: live\nmetric: mse\nrows: " + rows("waves.npy", DIM, false) + "\n");

        // when
        int published = run("models", "publish", graphs.toString());

        // then
        assertThat(published).as(err).isZero();
        assertThat(out).startsWith("published live/1\n");
        assertThat(err).contains("1500 rows: mse ");
        awaitState(1, "stable");
        assertThat(run("models", "verify", "live")).as(err).isZero();

        // when
        assertThat(run("models", "publish", graphs.resolve("model.yaml").toString()))
                .as(err)
                .isZero();

        // then
        awaitState(2, "shadow");

        // when its rows are not what the stable version was made for
        String noise = rows("noise.npy", DIM, true).toString();
        int strange = run("models", "publish", graphs.toString(), "--rows", noise);

        // then
        assertThat(strange).isEqualTo(1);
        assertThat(err).contains("live/1, which is stable").contains("--force publishes it all the same");
        assertThat(run("models", "publish", graphs.toString(), "--rows", noise, "--force"))
                .as(err)
                .isZero();
        assertThat(out).startsWith("published live/3\n");
        assertThat(run("models", "publish", folder.resolve("none.yaml").toString()))
                .isEqualTo(1);
        assertThat(err).contains("none.yaml: not read (expected: a YAML file)");
    }

    /** Waits until the list tells that of a version. */
    private void awaitState(int version, String state) {
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            assertThat(run("models", "list")).as(err).isZero();
            assertThat(out).containsPattern("live +" + version + " +" + state + " ");
        });
    }

    private int stable() {
        assertThat(run("models", "show", "live")).as(err).isZero();
        return Integer.parseInt(out.lines()
                .filter(line -> line.startsWith("version"))
                .findFirst()
                .orElseThrow()
                .replaceAll("\\D", ""));
    }

    private int train(Path rows, String... more) {
        List<String> line = new ArrayList<>(List.of("train", "--data", rows.toString(), "--name", "live"));
        line.addAll(List.of("--hidden", "24", "--latent", "4", "--code-bits", "8"));
        if (!List.of(more).contains("--epochs")) {
            line.addAll(List.of("--epochs", "6"));
        }
        line.addAll(List.of("--bootstrap-servers", servers, "--registry", registry));
        line.addAll(List.of("--models-topic", models, "--rollouts-topic", rollouts, "--commands-topic", commands));
        line.addAll(List.of(more));
        if (!line.contains("--output")) {
            // What is refused is kept, and shall not be kept in the folder that the tests run in.
            line.addAll(List.of("--output", folder.resolve("refused").toString()));
        }
        return execute(line);
    }

    private int evaluate(Path rows, String model) {
        return execute(List.of(
                "evaluate",
                "--data",
                rows.toString(),
                "--model",
                model,
                "--bootstrap-servers",
                servers,
                "--registry",
                registry,
                "--models-topic",
                models,
                "--rollouts-topic",
                rollouts));
    }

    private int run(String... command) {
        List<String> line = new ArrayList<>(List.of(command));
        if (!line.contains("keygen")) {
            line.addAll(List.of("--bootstrap-servers", servers, "--registry", registry));
            line.addAll(List.of("--set", "models.topic=" + models, "--set", "rollouts.topic=" + rollouts));
            line.addAll(List.of("--set", "rollout.commands.topic=" + commands));
        }
        return execute(line);
    }

    private int execute(List<String> line) {
        StringWriter written = new StringWriter();
        StringWriter said = new StringWriter();
        int code = Main.run(new PrintWriter(written, true), new PrintWriter(said, true), line.toArray(new String[0]));
        out = written.toString();
        err = said.toString();
        return code;
    }

    private Path rows(String name, int dim, boolean noise) throws IOException {
        Path file = folder.resolve(name);
        Random random = new Random(3);
        try (NpyWriter writer = NpyWriter.create(file, dim)) {
            for (int i = 0; i < 1_500; i++) {
                float[] row = new float[dim];
                for (int j = 0; j < dim; j++) {
                    row[j] = noise
                            ? (float) (3 * random.nextGaussian())
                            : (float) Math.sin(0.7 * i + j * (0.3 + 0.05 * (i % 5)));
                }
                writer.write(row, 1);
            }
        }
        return file;
    }
}
