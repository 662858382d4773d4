package dev.narrows.laboratory.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.narrows.laboratory.demo.digits.Kind;
import dev.narrows.laboratory.demo.outcome.DemoReport;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The whole story, on a tenth of the data and with smaller models. */
class DemoIT {
    private static final DemoSettings SMALL = new DemoSettings(
            Optional.empty(),
            0,
            1_500,
            3_000,
            Map.of(
                    Kind.NOISE,
                    30,
                    Kind.INVERTED,
                    30,
                    Kind.SHIFTED_BLOCKS,
                    10,
                    Kind.GARBAGE,
                    6,
                    Kind.WRONG_DIMENSION,
                    4),
            new DemoSettings.Lesson(32, 64, 8, 3e-3),
            new DemoSettings.Lesson(32, 128, 16, 3e-3),
            200,
            1);

    private final List<String> said = Collections.synchronizedList(new ArrayList<>());

    @Test
    void shouldTellTheWholeStory() throws Exception {
        // given
        try (Demo demo = Demo.start(SMALL, said::add)) {

            // when
            DemoReport report = demo.tell();

            // then
            assertThat(report.records()).isEqualTo(4_500);
            assertThat(report.latents()).isEqualTo(4_490);
            assertThat(report.deadLetterReasons())
                    .containsOnly(Map.entry("unreadable", 6L), Map.entry("wrong-dimension", 4L));
            assertThat(report.lost()).isZero();
            assertThat(report.duplicated()).isZero();
            assertThat(report.modelVersions()).containsExactly(1, 2);
            assertThat(report.mseByVersion().get(2))
                    .isLessThan(report.mseByVersion().get(1));
            assertThat(report.alertRecall()).isGreaterThan(0.9);
            assertThat(report.bytesInOnDisk()).isGreaterThan(30 * report.bytesOutOnDisk());
            assertThat(report.bytesInZstdOnDisk()).isBetween(1L, report.bytesInOnDisk() / 2);
            assertThat(report.pcaMse()).isBetween(0.016, 0.02);
            assertThat(said)
                    .anyMatch(line -> line.contains("version 2 is published"))
                    .anyMatch(line -> line.contains("version 2 is in shadow"))
                    .anyMatch(line -> line.contains("version 2 is in canary: it encodes 25 % of keys"))
                    .anyMatch(line -> line.contains("version 2 is stable; "))
                    .noneMatch(line -> line.contains("by hand"));
            pageShows(demo);
        }
    }

    private static void pageShows(Demo demo) throws IOException, InterruptedException {
        assertThat(get(demo.page() + "/")).contains("<title>Narrows</title>");
        for (String file : List.of("style.css", "app.js", "overview.js")) {
            assertThat(get(demo.page() + "/page/" + file)).isNotBlank();
        }
        long seen = 0;
        for (JsonNode second : new ObjectMapper().readTree(get(demo.page() + "/history"))) {
            seen += second.get("records").asLong();
        }
        assertThat(seen).isEqualTo(4_500);
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            assertThat(json(demo, "overview").get("story")).hasSize(Step.values().length);
            assertThat(json(demo, "models").get("changes")).hasSize(2);
            JsonNode alert = json(demo, "alerts?limit=1").get("alerts").get(0);
            JsonNode found = json(demo, "alerts/" + alert.get("id").asText().replace(':', '/'));
            assertThat(found.get("record").get("vector")).hasSize(784);
            assertThat(json(demo, "records").get("records")).anySatisfy(record -> {
                assertThat(record.get("vector")).hasSize(784);
                assertThat(record.get("reconstruction")).hasSize(784);
            });
        });
    }

    private static JsonNode json(Demo demo, String path) throws IOException, InterruptedException {
        return new ObjectMapper().readTree(get(demo.page() + "/api/v1/" + path));
    }

    private static String get(String address) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address)).build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
