package dev.narrows.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.narrows.embedded.fixture.OnCluster;
import dev.narrows.embedded.fixture.TestCluster;
import dev.narrows.schemas.Rollout;
import dev.narrows.schemas.model.ToyModels;
import dev.narrows.schemas.registry.SchemaRegistry;
import dev.narrows.schemas.rollout.RolloutLog;
import dev.narrows.schemas.store.ModelStore;
import dev.narrows.stream.NarrowsService;
import dev.narrows.stream.config.NarrowsSettings;
import dev.narrows.trainer.dataset.Dataset;
import dev.narrows.trainer.dataset.array.NpyWriter;
import dev.narrows.trainer.dataset.file.DataFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The commands against a running service with a toy model: 60 normal vectors and 3 anomalous ones go through it. */
@OnCluster
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CommandLineIT {
    private static final int DIM = 16;
    private static final int CODE_BYTES = 4;
    private static final int NORMAL = 60;
    private static final int ANOMALOUS = 3;

    @TempDir
    static Path folder;

    private final Map<String, String> settings = new HashMap<>();
    private NarrowsService service;

    @BeforeAll
    void startServiceAndProduce(TestCluster cluster) throws IOException {
        settings.put("kafka.bootstrap.servers", cluster.bootstrapServers());
        settings.put("schema.registry.url", cluster.registryUrl());
        settings.put("application.id", cluster.newName("narrows"));
        settings.put("input.topic", cluster.createTopic("vectors", 3));
        for (String topic :
                List.of("latents", "alerts", "dead.letters", "models", "rollouts", "rollout.commands", "quality")) {
            settings.put(topic + ".topic", cluster.newName(topic));
        }
        settings.put("model.name", "toy");
        publish();
        Map<String, String> ofService = new HashMap<>(settings);
        ofService.put("http.port", "0");
        service = NarrowsService.start(NarrowsSettings.of(ofService));
        Run produced = run("produce", data().toString(), "--keys", "row");
        assertThat(produced.code).as(produced.err).isZero();
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(run("decode").out).hasLineCount(NORMAL + ANOMALOUS));
    }

    @AfterAll
    void stopService() {
        service.close();
    }

    @Test
    void shouldDecodeToANumPyFile() {
        // given
        Path file = folder.resolve("back.npy");

        // when
        Run decode = run("decode", "--out", file.toString());

        // then
        Dataset back = DataFile.open(file);
        assertThat(decode.code).isZero();
        assertThat(decode.out).isEmpty();
        assertThat(decode.err).contains("63 vectors decoded");
        assertThat(back.rows()).isEqualTo(NORMAL + ANOMALOUS);
        assertThat(back.dim()).isEqualTo(DIM);
    }

    @Test
    void shouldTellWhereEachVectorCameFrom() {
        // when
        Run decode = run("decode", "--with-origin", "--max", "5");

        // then
        List<String> lines = decode.out.lines().toList();
        assertThat(lines).hasSize(6);
        assertThat(lines.get(0)).startsWith("partition,offset,timestamp,key,modelVersion,error,v0,v1");
        assertThat(lines.get(1).split(",")).hasSize(6 + DIM).contains("1");
    }

    @Test
    void shouldGiveBackTheVectorsThatWentIn() {
        // given
        Dataset sent = DataFile.open(data());

        // when
        Run decode = run("decode", "--with-origin");

        // then
        decode.out.lines().skip(1).map(line -> line.split(",")).forEach(cells -> {
            int row = Integer.parseInt(cells[3]);
            float[] vector = new float[DIM];
            sent.read(row, 1, vector);
            if (row < NORMAL) {
                for (int i = 0; i < DIM; i++) {
                    assertThat(Float.parseFloat(cells[6 + i])).isBetween(vector[i] - 0.02f, vector[i] + 0.02f);
                }
            }
        });
    }

    @Test
    void shouldShowTheAlertsAsJson() throws IOException {
        // when
        Run alerts = run("alerts", "--from-beginning", "--max", "3", "--json");

        // then
        List<JsonNode> found = new ArrayList<>();
        for (String line : alerts.out.lines().toList()) {
            found.add(new ObjectMapper().readTree(line));
        }
        assertThat(alerts.code).isZero();
        assertThat(found).hasSize(ANOMALOUS);
        assertThat(found).allSatisfy(alert -> {
            assertThat(alert.get("modelName").asText()).isEqualTo("toy");
            assertThat(alert.get("error").asDouble())
                    .isGreaterThan(alert.get("threshold").asDouble());
            assertThat(alert.get("key").asInt()).isGreaterThanOrEqualTo(NORMAL);
        });
    }

    @Test
    void shouldEndWhenNoFurtherAlertComes() {
        // when
        Run alerts = run("alerts", "--from-beginning", "--idle", "1");

        // then
        assertThat(alerts.code).isZero();
        assertThat(alerts.out).hasLineCount(ANOMALOUS).contains("model=toy/1", settings.get("input.topic") + "/");
    }

    @Test
    void shouldShowNoOldAlertWhereOnlyNewOnesAreAsked() {
        // when
        Run alerts = run("alerts", "--idle", "1");

        // then
        assertThat(alerts.code).isZero();
        assertThat(alerts.out).isEmpty();
    }

    @Test
    void shouldListTheModelsAndMarkTheOneInService() throws IOException {
        // when
        Run list = run("models", "list", "--json");

        // then
        JsonNode models = new ObjectMapper().readTree(list.out);
        assertThat(models).hasSize(2);
        assertThat(models.get(0).get("state").asText()).isEqualTo("stable");
        assertThat(models.get(1).get("state").asText()).isEqualTo("published");
        assertThat(models.get(0).get("codeBytes").asInt()).isEqualTo(CODE_BYTES);
    }

    @Test
    void shouldListALineAModel() {
        // when
        Run list = run("models", "list");

        // then
        assertThat(list.out.lines().toList()).hasSize(3).first().asString().startsWith("NAME");
    }

    @Test
    void shouldShowAModel() {
        // when
        Run stable = run("models", "show", "toy");
        Run second = run("models", "show", "toy/2");
        Run same = run("models", "show", "toy:2");

        // then
        assertThat(stable.out).containsPattern("version +1\n").contains("settings.made.by");
        assertThat(second.out).containsPattern("version +2\n").isEqualTo(same.out);
    }

    @Test
    void shouldFailWhereThereIsNoSuchModel() {
        // when
        Run show = run("models", "show", "toy/9");

        // then
        assertThat(show.code).isEqualTo(1);
        assertThat(show.out).isEmpty();
        assertThat(show.err).startsWith("narrows: ").contains("toy/9").hasLineCount(1);
    }

    @Test
    void shouldFailAtOnceWhereTheTopicIsMissing() {
        // when
        Run produce = run("produce", data().toString(), "--topic", "nowhere");

        // then
        assertThat(produce.code).isEqualTo(1);
        assertThat(produce.err)
                .isEqualToIgnoringNewLines("narrows: topic: nowhere (expected: one that exists on the broker)");
    }

    @Test
    void shouldRefuseToLearnFromAMisspeltTopicAndNotMakeIt() {
        // given
        String input = settings.get("input.topic");
        String misspelt = input.substring(1);

        // when
        Run train = runBare("train", "--topic", misspelt);
        Run again = runBare("train", "--topic", misspelt);

        // then
        assertThat(train.code).isEqualTo(1);
        assertThat(train.err)
                .isEqualToIgnoringNewLines("narrows: topic " + misspelt
                        + ": not there (expected: a topic with vectors, perhaps " + input + ")");
        assertThat(again.err).isEqualTo(train.err);
    }

    private void publish() {
        NarrowsSettings parsed = NarrowsSettings.of(settings);
        try (SchemaRegistry registry = SchemaRegistry.connect(parsed.registry());
                ModelStore store =
                        ModelStore.open(parsed.client(), parsed.topics().models(), registry);
                RolloutLog rollouts =
                        RolloutLog.open(parsed.client(), parsed.topics().rollouts(), registry)) {
            store.publish(ToyModels.artefact("toy", 1, DIM, CODE_BYTES));
            store.publish(ToyModels.artefact("toy", 2, DIM, CODE_BYTES));
            rollouts.write(Rollout.newBuilder()
                    .setModelName("toy")
                    .setStableVersion(1)
                    .setReason("test")
                    .setChangedAt(Instant.now())
                    .build());
        }
    }

    private static Path data() {
        Path file = folder.resolve("vectors.npy");
        if (Files.exists(file)) {
            return file;
        }
        Random random = new Random(1);
        try (NpyWriter writer = NpyWriter.create(file, DIM)) {
            for (int i = 0; i < NORMAL; i++) {
                writer.write(ToyModels.normal(DIM, CODE_BYTES, random), 1);
            }
            for (int i = 0; i < ANOMALOUS; i++) {
                writer.write(ToyModels.anomalous(DIM, CODE_BYTES), 1);
            }
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
        return file;
    }

    private record Run(int code, String out, String err) {}

    /** For commands that take addresses only. */
    private Run runBare(String... args) {
        List<String> line = new ArrayList<>(List.of(args));
        line.addAll(List.of("--bootstrap-servers", settings.get("kafka.bootstrap.servers")));
        line.addAll(List.of("--registry", settings.get("schema.registry.url")));
        return finished(line);
    }

    private Run run(String... args) {
        List<String> line = new ArrayList<>(List.of(args));
        settings.forEach((key, value) -> line.addAll(List.of("--set", key + "=" + value)));
        return finished(line);
    }

    private static Run finished(List<String> line) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Main.run(new PrintWriter(out, true), new PrintWriter(err, true), line.toArray(new String[0]));
        return new Run(code, out.toString(), err.toString());
    }
}
