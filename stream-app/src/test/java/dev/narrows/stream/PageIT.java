package dev.narrows.stream;

import static dev.narrows.stream.fixture.Inputs.anomalous;
import static dev.narrows.stream.fixture.Inputs.bytes;
import static dev.narrows.stream.fixture.Inputs.normal;
import static dev.narrows.stream.fixture.Inputs.raw;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.narrows.schemas.Baseline;
import dev.narrows.schemas.ModelManifest;
import dev.narrows.schemas.RolloutCommand;
import dev.narrows.schemas.RolloutCommandType;
import dev.narrows.schemas.model.ModelArtefact;
import dev.narrows.schemas.model.ToyModels;
import dev.narrows.schemas.pace.BackgroundLoop;
import dev.narrows.schemas.pace.BackgroundLoop.Round;
import dev.narrows.schemas.pace.Pauses;
import dev.narrows.schemas.registry.SchemaRegistry;
import dev.narrows.schemas.rollout.RolloutCommands;
import dev.narrows.schemas.store.ModelStore;
import dev.narrows.stream.fixture.Inputs;
import dev.narrows.stream.fixture.LiveCluster;
import dev.narrows.stream.fixture.NodeTests;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page and its API, as a real browser sees them. */
class PageIT {

    private static final String TOKEN = "a-token-for-tests";
    private static final int RECORDS = 2_000;
    private static final int COMPARED = 200;

    @TempDir
    private static Path folder;

    private static LiveCluster cluster;
    private static KafkaProducer<byte[], byte[]> producer;

    @BeforeAll
    static void start() {
        cluster = LiveCluster.start(folder.resolve("broker"));
        producer = new KafkaProducer<>(cluster.client(), new ByteArraySerializer(), new ByteArraySerializer());
        cluster.createTopic(Inputs.TOPIC, 2);
        cluster.publishToy(1);
        try (SchemaRegistry registry = cluster.registry();
                ModelStore store = ModelStore.open(cluster.client(), "models", registry)) {
            store.publish(withBaseline(ToyModels.artefact("default", 2, Inputs.DIM, Inputs.CODE_BYTES)));
        }
        produce();
    }

    @AfterAll
    static void stop() {
        producer.close();
        cluster.close();
    }

    @Test
    void shouldServeEveryViewToABrowser() throws Exception {
        // given
        NodeTests tests = NodeTests.installed("page", "page.test.mjs");
        Path pictures =
                Files.createDirectories(Path.of("target", "page-pictures").toAbsolutePath());
        Path token = Files.writeString(folder.resolve("token"), TOKEN + "\n");
        // Counted by this service, and there once whichever test comes first.
        send(0, "bad", bytes("xyz"));
        send(1, "short", raw(1, 2, 3));
        AtomicLong late = new AtomicLong();
        try (NarrowsService service = NarrowsService.start(cluster.parsed(Map.of(
                        "http.page",
                        "true",
                        "http.token.file",
                        token.toString(),
                        "notify.private.addresses",
                        "true",
                        "rollout.sample.share",
                        "0.5")));
                BackgroundLoop alerts = new BackgroundLoop(
                        "late-alerts",
                        Duration.ofSeconds(1),
                        Pauses.OF_A_NETWORK,
                        () -> send(0, "late-" + late.incrementAndGet(), raw(anomalous())),
                        why -> {})) {
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(cluster.count("latents")).isGreaterThan(RECORDS - 10));
            alerts.start();
            submit(2);
            for (int i = 0; i < COMPARED; i++) {
                send(i % 2, "c" + i, raw(normal(i)));
            }

            // when, then
            tests.pass(
                    "page.test.mjs",
                    Map.of(
                            "NARROWS_PAGE",
                            "http://127.0.0.1:" + service.httpPort(),
                            "NARROWS_TOKEN",
                            TOKEN,
                            "NARROWS_PICTURES",
                            pictures.toString(),
                            "CHROMIUM",
                            NodeTests.onPath("chromium").toString()));
        }
    }

    @Test
    void shouldRefuseChangesWithoutATokenAndHideVectorsUnlessAsked() throws Exception {
        // given
        try (NarrowsService service = NarrowsService.start(cluster.parsed(Map.of()))) {
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(cluster.count("latents")).isGreaterThan(RECORDS - 10));
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(
                            () -> assertThat(get(service, "/api/v1/records/0/5").body())
                                    .contains("\"dim\":8"));

            // when
            HttpResponse<String> record = get(service, "/api/v1/records/0/5");
            HttpResponse<String> page = get(service, "/");
            HttpResponse<String> foreign = send(HttpRequest.newBuilder(
                    URI.create("http://[::ffff:127.0.0.1]:" + service.httpPort() + "/api/v1/overview")));
            HttpResponse<String> change = send(request(service, "/api/v1/models/default/rollback")
                    .POST(HttpRequest.BodyPublishers.ofString("{}")));

            // then
            assertThat(record.body()).doesNotContain("\"vector\"");
            assertThat(page.headers().firstValue("Content-Security-Policy"))
                    .hasValueSatisfying(policy ->
                            assertThat(policy).contains("script-src 'self'").doesNotContain("unsafe"));
            assertThat(foreign.statusCode()).isEqualTo(421);
            assertThat(change.statusCode()).isEqualTo(403);
            assertThat(change.body()).contains("http.token.file: not set");
        }
    }

    private static ModelArtefact withBaseline(ModelArtefact plain) {
        double threshold = plain.manifest().getThreshold();
        Baseline baseline = new Baseline(
                1_000L,
                List.of(threshold / 4, threshold / 2, threshold, 2 * threshold),
                List.of(0.6, 0.3, 0.09, 0.01, 0.0),
                16,
                Collections.nCopies(Inputs.CODE_BYTES * 16, 1 / 16f),
                1_000L,
                Collections.nCopies(Inputs.DIM, 0f),
                Collections.nCopies(Inputs.DIM, 1f));
        return ModelArtefact.of(
                ModelManifest.newBuilder(plain.manifest()).setBaseline(baseline), plain.encoder(), plain.decoder());
    }

    private static void produce() {
        for (int i = 0; i < RECORDS; i++) {
            boolean odd = i % 100 == 50;
            send(i % 2, odd ? "pump-" + i / 100 % 4 : "k" + i, raw(odd ? anomalous() : normal(i)));
        }
        producer.flush();
    }

    /** Puts a version on trial that nobody but the test decides about. */
    private static void submit(int version) {
        try (SchemaRegistry registry = cluster.registry();
                RolloutCommands commands =
                        RolloutCommands.open(cluster.client(), "rollout-commands", "rollouts", registry)) {
            assertThat(commands.ask(
                            command(RolloutCommandType.SET_POLICY)
                                    .setPolicy("manual")
                                    .build(),
                            Duration.ofSeconds(30)))
                    .isPresent();
            assertThat(commands.ask(
                            command(RolloutCommandType.SUBMIT)
                                    .setVersion(version)
                                    .build(),
                            Duration.ofSeconds(30)))
                    .hasValueSatisfying(answer -> assertThat(answer.getCandidateVersion())
                            .as(answer.getReason())
                            .isEqualTo(version));
        }
    }

    private static RolloutCommand.Builder command(RolloutCommandType type) {
        return RolloutCommands.command(type, "default", "ada", "for a test", Clock.systemUTC());
    }

    private static Round send(int partition, String key, byte[] value) {
        var unused = producer.send(
                new ProducerRecord<>(Inputs.TOPIC, partition, System.currentTimeMillis(), bytes(key), value));
        return Round.DONE;
    }

    private static HttpResponse<String> get(NarrowsService service, String path) throws Exception {
        return send(request(service, path));
    }

    private static HttpRequest.Builder request(NarrowsService service, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + service.httpPort() + path));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
