package dev.narrows.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import dev.narrows.embedded.fixture.OnCluster;
import dev.narrows.embedded.fixture.TestCluster;
import dev.narrows.stream.NarrowsService;
import dev.narrows.stream.config.NarrowsSettings;
import dev.narrows.trainer.dataset.array.NpyWriter;
import dev.narrows.trainer.network.Kind;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every kind of network, trained and published from the command line, takes over in one running service, one after the
 * other; what its latents decode to has the error that they carry.
 */
@OnCluster
class ServedKindsIT {

    private static final int DIM = 12;
    private static final int TRAINED = 400;
    private static final int STREAMED = 30;
    private static final Duration SOON = Duration.ofSeconds(90);

    @TempDir
    private Path folder;

    @Test
    void shouldServeEveryKindAndDecodeWithinItsError(TestCluster cluster) throws IOException {
        // given
        Map<String, String> settings = new HashMap<>(Map.of(
                "kafka.bootstrap.servers", cluster.bootstrapServers(),
                "schema.registry.url", cluster.registryUrl(),
                "application.id", cluster.newName("narrows"),
                "input.topic", cluster.createTopic("vectors", 2),
                "model.name", "kinds"));
        for (String topic : List.of("latents", "alerts", "dead.letters", "models", "rollouts")) {
            settings.put(topic + ".topic", cluster.newName(topic));
        }
        Path training = rows("training.npy", TRAINED, 0);
        Path stream = rows("stream.npy", STREAMED, 0.37);
        Map<String, String> ofService = new HashMap<>(settings);
        ofService.put("http.port", "0");
        try (NarrowsService service = NarrowsService.start(NarrowsSettings.of(ofService))) {
            for (Kind kind : Kind.values()) {
                int version = kind.ordinal() + 1;

                // when
                train(training, kind, settings);
                await().atMost(SOON)
                        .untilAsserted(
                                () -> assertThat(service.health().toString()).contains("kinds/" + version + " on"));
                set(settings, "produce", stream.toString(), "--keys", "row");

                // then
                await().atMost(SOON)
                        .untilAsserted(
                                () -> assertThat(set(settings, "decode").lines().count())
                                        .isEqualTo((long) version * STREAMED));
                List<String[]> decoded = set(settings, "decode", "--with-origin")
                        .lines()
                        .skip(1)
                        .map(line -> line.split(","))
                        .filter(cells -> Integer.parseInt(cells[4]) == version)
                        .toList();
                assertThat(decoded).as("%s", kind).hasSize(STREAMED);
                assertThat(decoded).allSatisfy(cells -> {
                    double carried = Double.parseDouble(cells[5]);
                    assertThat(squaredError(cells)).isCloseTo(carried, within(1e-4 + 0.01 * carried));
                });
            }
        }
    }

    private static void train(Path rows, Kind kind, Map<String, String> settings) {
        String name = kind.name().toLowerCase(Locale.ROOT);
        String trained = run(
                "train",
                "--data",
                rows.toString(),
                "--kind",
                name,
                "--name",
                "kinds",
                "--hidden",
                "24",
                "--latent",
                "4",
                "--code-bits",
                "8",
                "--epochs",
                "4",
                "--scaling",
                "none",
                "--output-layer",
                "linear",
                "--loss",
                "mse",
                "--bootstrap-servers",
                settings.get("kafka.bootstrap.servers"),
                "--registry",
                settings.get("schema.registry.url"),
                "--models-topic",
                settings.get("models.topic"),
                "--rollouts-topic",
                settings.get("rollouts.topic"));
        assertThat(trained).contains("published kinds/");
    }

    private static double squaredError(String[] cells) {
        float[] sent = row(Integer.parseInt(cells[3]), 0.37);
        double sum = 0;
        for (int i = 0; i < DIM; i++) {
            sum += Math.pow(sent[i] - Float.parseFloat(cells[6 + i]), 2);
        }
        return sum / DIM;
    }

    private Path rows(String name, int count, double phase) throws IOException {
        Path file = folder.resolve(name);
        try (NpyWriter writer = NpyWriter.create(file, DIM)) {
            for (int i = 0; i < count; i++) {
                writer.write(row(i, phase), 1);
            }
        }
        return file;
    }

    /** A wave, whose place and length follow the number of the row. */
    private static float[] row(int number, double phase) {
        float[] row = new float[DIM];
        for (int i = 0; i < DIM; i++) {
            row[i] = (float) Math.sin(phase + 0.7 * number + i * (0.3 + 0.05 * (number % 5)));
        }
        return row;
    }

    private static String set(Map<String, String> settings, String... command) {
        List<String> line = new ArrayList<>(List.of(command));
        settings.forEach((key, value) -> line.addAll(List.of("--set", key + "=" + value)));
        return run(line.toArray(new String[0]));
    }

    private static String run(String... line) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Main.run(new PrintWriter(out, true), new PrintWriter(err, true), line);
        assertThat(code).as("%s%n%s", String.join(" ", line), err).isZero();
        return out.toString();
    }
}
