package dev.narrows.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.narrows.embedded.fixture.OnCluster;
import dev.narrows.embedded.fixture.TestCluster;
import dev.narrows.schemas.Rollout;
import dev.narrows.schemas.RolloutStage;
import dev.narrows.schemas.model.ToyModels;
import dev.narrows.schemas.registry.SchemaRegistry;
import dev.narrows.schemas.rollout.RolloutLog;
import dev.narrows.schemas.store.ModelStore;
import dev.narrows.stream.NarrowsService;
import dev.narrows.stream.config.NarrowsSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Dead letters of a service that runs, by the command line: found, shown, sent again, and not for ever. */
@OnCluster
class DeadLettersIT {

    private static final int DIM = 8;
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    private final Map<String, String> settings = new HashMap<>();
    private NarrowsService service;
    private String err = "";

    @BeforeEach
    void serve(TestCluster cluster) {
        settings.putAll(Map.of(
                "kafka.bootstrap.servers", cluster.bootstrapServers(),
                "schema.registry.url", cluster.registryUrl(),
                "application.id", cluster.newName("narrows"),
                "input.topic", cluster.createTopic("vectors", 2),
                "input.format", "raw",
                "model.name", "toy",
                "http.port", "0"));
        for (String topic :
                List.of("latents", "alerts", "dead.letters", "models", "rollouts", "rollout.commands", "quality")) {
            settings.put(topic + ".topic", cluster.newName(topic));
        }
        publish();
        service = NarrowsService.start(NarrowsSettings.of(settings));
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void shouldFindShowAndSendDeadLettersAgainButNotForEver() throws IOException {
        // given: two of a wrong dimension, one unreadable
        produce();
        awaitLetters(3);

        // when
        List<JsonNode> wrong = list("--reason", "wrong-dimension", "--key", "pump-*");
        String reasons = run("list", "--reasons");
        Path value = folder.resolve("value");
        JsonNode shown = json(run("show", wrong.get(0).get("id").asText(), "--json", "--value-to", value.toString()));

        // then
        assertThat(wrong).hasSize(2).allSatisfy(letter -> {
            assertThat(letter.get("topic").asText()).isEqualTo(settings.get("input.topic"));
            assertThat(letter.get("replays").asInt()).isZero();
        });
        assertThat(reasons).isEqualTo("1 unreadable\n2 wrong-dimension\n");
        assertThat(shown.get("head").get("hex").asText()).isEqualTo("00".repeat(12));
        assertThat(shown.get("headers").get(0).get("value").asText()).isEqualTo("t-1");
        assertThat(Files.readAllBytes(value)).hasSize(12);

        // and when: tried out, and then done
        String tried = run("replay", "--reason", "wrong-dimension", "--dry-run");
        JsonNode done = json(run("replay", "--reason", "wrong-dimension", "--rate", "100", "--json"));

        // then: they come back as letters that say so, with all that their producer wrote
        assertThat(tried).hasLineCount(2).contains("sent: 0:", "sent: 1:");
        assertThat(done.get("sent").asInt()).isEqualTo(2);
        awaitLetters(5);
        assertThat(list("--reason", "wrong-dimension"))
                .extracting(letter -> letter.get("key").asText() + letter.get("replays"))
                .containsExactlyInAnyOrder("pump-00", "pump-01", "pump-10", "pump-11");

        // and when: from where the first ended, and as often as is allowed
        JsonNode left = json(run("replay", "--all", "--attempts", "1", "--dry-run", "--json"));

        // then
        assertThat(left.get("sent").asInt()).isEqualTo(3);
        assertThat(left.get("tooOften").asInt()).isEqualTo(2);
        assertThat(exit("replay")).isEqualTo(2);
        assertThat(err).contains("no filter (expected: at least one, or --all)");
        assertThat(exit("show", "0:999")).isEqualTo(1);
    }

    private void publish() {
        NarrowsSettings parsed = NarrowsSettings.of(settings);
        try (SchemaRegistry registry = SchemaRegistry.connect(parsed.registry());
                ModelStore store =
                        ModelStore.open(parsed.client(), parsed.topics().models(), registry);
                RolloutLog rollouts =
                        RolloutLog.open(parsed.client(), parsed.topics().rollouts(), registry)) {
            store.publish(ToyModels.artefact("toy", 1, DIM, 2));
            rollouts.write(Rollout.newBuilder()
                    .setModelName("toy")
                    .setStableVersion(1)
                    .setCandidateVersion(null)
                    .setStage(RolloutStage.NONE)
                    .setCanaryPercent(0)
                    .setReason("test")
                    .setChangedAt(Instant.now())
                    .build());
        }
    }

    private void produce() {
        String topic = settings.get("input.topic");
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                NarrowsSettings.of(settings).client(), new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int partition = 0; partition < 2; partition++) {
                ProducerRecord<byte[], byte[]> record =
                        new ProducerRecord<>(topic, partition, ("pump-" + partition).getBytes(UTF_8), new byte[12]);
                record.headers().add("trace", "t-1".getBytes(UTF_8));
                var unused = producer.send(record);
            }
            var unused = producer.send(new ProducerRecord<>(topic, 0, null, "xyz".getBytes(UTF_8)));
            producer.flush();
        }
    }

    private void awaitLetters(int count) {
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(list()).hasSize(count));
    }

    private List<JsonNode> list(String... filter) throws IOException {
        List<JsonNode> letters = new ArrayList<>();
        List<String> command = new ArrayList<>(List.of("list", "--json"));
        command.addAll(Arrays.asList(filter));
        for (String line : run(command.toArray(String[]::new)).lines().toList()) {
            letters.add(json(line));
        }
        return letters;
    }

    private String run(String... command) {
        StringWriter out = new StringWriter();
        assertThat(exit(out, command)).as(err).isZero();
        return out.toString();
    }

    private int exit(String... command) {
        return exit(new StringWriter(), command);
    }

    private int exit(StringWriter out, String... command) {
        List<String> line = new ArrayList<>(List.of("dead-letters"));
        line.addAll(Arrays.asList(command));
        settings.forEach((key, value) -> line.addAll(List.of("--set", key + "=" + value)));
        StringWriter said = new StringWriter();
        int code = Main.run(new PrintWriter(out, true), new PrintWriter(said, true), line.toArray(String[]::new));
        err = said.toString();
        return code;
    }

    private static JsonNode json(String text) throws IOException {
        return JSON.readTree(text);
    }
}
