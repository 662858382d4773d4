package dev.narrows.stream;

import static dev.narrows.stream.fixture.Inputs.anomalous;
import static dev.narrows.stream.fixture.Inputs.bytes;
import static dev.narrows.stream.fixture.Inputs.raw;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.narrows.schemas.WebhookFormat;
import dev.narrows.schemas.WebhookSubscription;
import dev.narrows.stream.fixture.Inputs;
import dev.narrows.stream.fixture.LiveCluster;
import dev.narrows.stream.fixture.NodeTests;
import dev.narrows.stream.notify.Notifier;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A storm of alerts, and three receivers of different health, one of them a program that others wrote the libraries of. */
class NotifyIT {

    private static final int ALERTS = 20_000;
    private static final int KEYS = 200;
    private static final int MOST_MESSAGES = 50;
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    private LiveCluster cluster;

    @BeforeEach
    void start() {
        cluster = LiveCluster.start(folder.resolve("broker"));
        cluster.createTopic(Inputs.TOPIC, 2);
        cluster.publishToy(1);
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    @Test
    void shouldTellAStormInAFewMessagesToWhoeverIsThere() throws Exception {
        // given
        Path token = Files.writeString(folder.resolve("token"), "t");
        Path secret = Files.writeString(folder.resolve("secret"), SECRET);
        NodeTests node = NodeTests.installed("page", "receiver.mjs");
        try (NodeTests.Program receiver =
                        node.start("receiver.mjs", Map.of("NARROWS_SECRET", SECRET, "NARROWS_AWAY_MS", "3000"));
                NarrowsService service = NarrowsService.start(cluster.parsed(Map.of(
                        "http.token.file",
                        token.toString(),
                        "notify.private.addresses",
                        "true",
                        "notify.timeout.ms",
                        "1000",
                        "notify.patience.ms",
                        "4000")))) {
            String hooks = "http://127.0.0.1:" + receiver.line();
            await().atMost(Duration.ofSeconds(60)).until(() -> service.state() == ServiceState.STREAMING);
            for (String name : List.of("healthy", "flaky", "dead")) {
                await().atMost(Duration.ofSeconds(30))
                        .until(() -> subscribe(service, hooks + "/" + name, secret) == 200);
            }
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> cluster.committedOf("narrows-notify", "alerts").size() == 2);

            // when
            storm();

            // then
            await().atMost(Duration.ofSeconds(90))
                    .pollInterval(Duration.ofSeconds(1))
                    .untilAsserted(() -> {
                        JsonNode report = JSON.readTree(get(hooks + "/report"));
                        assertThat(report.get("wrong")).isEmpty();
                        assertThat(over(report.get("healthy"))).isEqualTo(ALERTS);
                        assertThat(over(report.get("flaky"))).isEqualTo(ALERTS);
                        assertThat(report.get("refused").asInt()).isPositive();
                        assertThat(cluster.count("notification-dead-letters")).isPositive();
                    });
            JsonNode report = JSON.readTree(get(hooks + "/report"));
            assertThat(report.get("healthy").size()).isLessThanOrEqualTo(MOST_MESSAGES);
            assertThat(report.get("flaky").size()).isLessThanOrEqualTo(MOST_MESSAGES);
            assertThat(ids(report.get("healthy"))).doesNotHaveDuplicates();
            assertThat(cluster.count("alerts")).isEqualTo(ALERTS);
            String reason = Inputs.text(cluster.read("notification-dead-letters")
                    .get(0)
                    .headers()
                    .lastHeader("narrows.reason")
                    .value());
            assertThat(reason).isEqualTo("no answer within 1000 ms");
            assertThat(sentAgain(hooks + "/healthy")).startsWith("taken, status 2");
        }
    }

    /** What becomes of the first message that nobody took where somebody else takes it, from the topic. */
    private String sentAgain(String url) throws InterruptedException {
        WebhookSubscription moved = WebhookSubscription.newBuilder()
                .setId(Inputs.text(
                        cluster.read("notification-dead-letters").get(0).key()))
                .setUrl(url)
                .setFormat(WebhookFormat.CLOUDEVENTS)
                .setBy("ada")
                .setCreatedAt(Instant.now())
                .build();
        try (Notifier notifier =
                new Notifier(cluster.parsed(Map.of("notify.private.addresses", "true")), InstantSource.system())) {
            assertThat(notifier.replay(moved, "msg_of_nobody")).isEmpty();
            String message = notifier.undelivered(moved).get(0).id();
            return notifier.replay(moved, message).orElseThrow();
        }
    }

    private void storm() {
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(cluster.client(), new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int i = 0; i < ALERTS; i++) {
                int key = i % KEYS;
                var unused = producer.send(new ProducerRecord<>(
                        Inputs.TOPIC, key % 2, System.currentTimeMillis(), bytes("key-" + key), raw(anomalous())));
            }
            producer.flush();
        }
    }

    /** How many alerts the messages told of that say that something is over. */
    private static long over(JsonNode messages) {
        return StreamSupport.stream(messages.spliterator(), false)
                .filter(message -> message.get("status").asText().equals("resolved"))
                .mapToLong(message -> message.get("count").asLong())
                .sum();
    }

    private static List<String> ids(JsonNode messages) {
        List<String> ids = new ArrayList<>();
        messages.forEach(message -> ids.add(message.get("webhookId").asText()));
        return ids;
    }

    private static int subscribe(NarrowsService service, String url, Path secret)
            throws IOException, InterruptedException {
        String body = JSON.writeValueAsString(Map.of(
                "url",
                url,
                "by",
                "ada",
                "secret",
                "file:" + secret,
                "groupBy",
                List.of("key"),
                "groupWait",
                "PT1S",
                "groupInterval",
                "PT2S",
                "resolveAfter",
                "PT3S"));
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + service.httpPort() + "/api/v1/subscriptions"))
                .header("Authorization", "Bearer t")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .statusCode();
    }

    private static String get(String address) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
