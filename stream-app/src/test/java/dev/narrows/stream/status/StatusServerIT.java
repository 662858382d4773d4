package dev.narrows.stream.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.narrows.stream.config.HttpSettings;
import dev.narrows.stream.route.BatchTally;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StatusServerIT {

    private static final HttpSettings LOOPBACK = new HttpSettings("127.0.0.1", 0, false, "");

    private final Health health = new Health(InstantSource.system());
    private final ServiceMetrics metrics = new ServiceMetrics(InstantSource.system());
    private final StatusServer server = StatusServer.start(
            LOOPBACK, health, metrics, config -> config.routes.get("/more", http -> http.result("more")));

    @AfterEach
    void close() {
        server.close();
        metrics.close();
    }

    @Test
    void shouldAnswerThatItIsLiveButNotReadyAndWhy() throws IOException, InterruptedException {
        // given
        health.down(Part.MODEL, "no version of model default is stable yet");

        // when
        HttpResponse<String> live = get("/health/live");
        HttpResponse<String> ready = get("/health/ready");

        // then
        assertThat(live.statusCode()).isEqualTo(200);
        assertThat(ready.statusCode()).isEqualTo(503);
        assertThat(ready.headers().firstValue("content-type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/json"));
        JsonNode model = new ObjectMapper().readTree(ready.body()).path("parts").path("model");
        assertThat(model.path("up").asBoolean()).isFalse();
        assertThat(model.path("detail").asText()).isEqualTo("no version of model default is stable yet");
    }

    @Test
    void shouldAnswerThatItIsReady() throws IOException, InterruptedException {
        // given
        for (Part part : Part.values()) {
            health.up(part, "fine");
        }

        // when
        HttpResponse<String> ready = get("/health/ready");

        // then
        assertThat(ready.statusCode()).isEqualTo(200);
    }

    @Test
    void shouldAnswerThatItIsDead() throws IOException, InterruptedException {
        // given
        health.failed("broken");

        // when
        HttpResponse<String> live = get("/health/live");

        // then
        assertThat(live.statusCode()).isEqualTo(503);
        assertThat(live.body()).contains("broken");
    }

    @Test
    void shouldServeWhatCameThroughBeforeSomebodyLooks() throws IOException, InterruptedException {
        // given
        BatchTally tally = new BatchTally();
        metrics.batchDone(tally);

        // when
        JsonNode history = new ObjectMapper().readTree(get("/history").body());

        // then
        assertThat(history).hasSize(1);
        assertThat(history.get(0).path("records").asLong(-1)).isZero();
        assertThat(history.get(0).path("t").asLong() % 1000).isZero();
    }

    @Test
    void shouldServeMetricsAndFurtherRoutes() throws IOException, InterruptedException {
        // when
        HttpResponse<String> scraped = get("/metrics");
        HttpResponse<String> more = get("/more");

        // then
        assertThat(scraped.statusCode()).isEqualTo(200);
        assertThat(scraped.body()).contains("narrows_records_total", "jvm_memory_used_bytes");
        assertThat(more.body()).isEqualTo("more");
    }

    @Test
    void shouldRefuseATakenPortInOneLine() {
        // given
        HttpSettings taken = new HttpSettings("127.0.0.1", server.port(), false, "");

        // when, then
        assertThatThrownBy(() -> StatusServer.start(taken, health, metrics, StatusServer.Routes.NONE))
                .hasMessage("http.port: 127.0.0.1:" + server.port() + " (expected: a free port)");
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        URI address = URI.create("http://127.0.0.1:" + server.port() + path);
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
    }
}
