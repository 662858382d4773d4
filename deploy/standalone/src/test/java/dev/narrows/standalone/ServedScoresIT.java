package dev.narrows.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.narrows.embedded.fixture.OnCluster;
import dev.narrows.embedded.fixture.TestCluster;
import dev.narrows.stream.NarrowsService;
import dev.narrows.stream.config.NarrowsSettings;
import dev.narrows.trainer.dataset.array.NpyWriter;
import dev.narrows.trainer.score.ScoreKind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A service does not know which score a model has: each has its threshold, and alerts for what is far from normal. */
@OnCluster
class ServedScoresIT {

    private static final List<ScoreKind> SCORES =
            List.of(ScoreKind.STANDARDISED, ScoreKind.MAHALANOBIS, ScoreKind.PROTOTYPES, ScoreKind.AUTO);
    private static final int TRAINED = 400;
    private static final int STREAMED = 30;
    private static final Duration SOON = Duration.ofSeconds(90);
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    @Test
    void shouldServeEveryScoreAndAlertForRowsFarFromNormal(TestCluster cluster) throws IOException {
        // given: rows 30, 31 and 32 have one value that no wave has
        CommandSession session = CommandSession.of(cluster, "scores");
        Path training = CommandSession.waves(folder.resolve("training.npy"), TRAINED, 0);
        Path stream = streamed(folder.resolve("stream.npy"));
        try (NarrowsService service = NarrowsService.start(NarrowsSettings.of(session.ofService()))) {
            for (ScoreKind score : SCORES) {
                int version = SCORES.indexOf(score) + 1;

                // when
                session.train(training, "--score", score.name().toLowerCase(Locale.ROOT));
                await().atMost(SOON)
                        .untilAsserted(
                                () -> assertThat(service.health().toString()).contains("scores/" + version + " on"));
                session.command("produce", stream.toString(), "--keys", "row");

                // then
                await().atMost(SOON)
                        .untilAsserted(() -> assertThat(keys(alerts(session, version)))
                                .as("%s", score)
                                .contains("30", "31", "32"));
                assertThat(session.command("decode").lines().count()).isEqualTo((long) version * (STREAMED + 3));
                assertThat(alerts(session, version))
                        .as("%s", score)
                        .hasSizeLessThan(STREAMED / 2)
                        .allSatisfy(alert -> {
                            assertThat(alert.get("error").asDouble())
                                    .isGreaterThan(alert.get("threshold").asDouble());
                            assertThat(alert.get("contributions")).isNotEmpty();
                            assertThat(alert.get("pValue").asDouble()).isBetween(0.0, 1e-3);
                        });
            }
        }
    }

    private static Path streamed(Path file) throws IOException {
        try (NpyWriter writer = NpyWriter.create(file, CommandSession.DIM)) {
            for (int i = 0; i < STREAMED + 3; i++) {
                float[] row = CommandSession.wave(i, 0);
                row[i % CommandSession.DIM] = i < STREAMED ? row[i % CommandSession.DIM] : 40;
                writer.write(row, 1);
            }
        }
        return file;
    }

    private static List<String> keys(List<JsonNode> alerts) {
        return alerts.stream().map(alert -> alert.get("key").asText()).toList();
    }

    private static List<JsonNode> alerts(CommandSession session, int version) {
        return session.command("alerts", "--from-beginning", "--json", "--idle", "1")
                .lines()
                .map(ServedScoresIT::parsed)
                .filter(alert -> alert.get("modelVersion").asInt() == version)
                .toList();
    }

    private static JsonNode parsed(String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException e) {
            throw new AssertionError(line, e);
        }
    }
}
