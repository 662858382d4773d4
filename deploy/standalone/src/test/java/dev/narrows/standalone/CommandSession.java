package dev.narrows.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.narrows.embedded.fixture.TestCluster;
import dev.narrows.trainer.dataset.array.NpyWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The command line on topics of a test's own: small models trained and published, waves produced, what comes out read. */
final class CommandSession {

    static final int DIM = 12;

    private final String model;
    private final Map<String, String> settings;

    private CommandSession(String model, Map<String, String> settings) {
        this.model = model;
        this.settings = settings;
    }

    static CommandSession of(TestCluster cluster, String model) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "kafka.bootstrap.servers", cluster.bootstrapServers(),
                "schema.registry.url", cluster.registryUrl(),
                "application.id", cluster.newName("narrows"),
                "input.topic", cluster.createTopic("vectors", 2),
                "model.name", model));
        for (String topic :
                List.of("latents", "alerts", "dead.letters", "models", "rollouts", "rollout.commands", "quality")) {
            settings.put(topic + ".topic", cluster.newName(topic));
        }
        return new CommandSession(model, settings);
    }

    /** The name of its topic of latents, alerts, models and so on. */
    String topic(String what) {
        return settings.get(what + ".topic");
    }

    /** What a service needs that serves on these topics. */
    Map<String, String> ofService() {
        Map<String, String> all = new HashMap<>(settings);
        all.put("http.port", "0");
        return all;
    }

    /** Trains a network 12-24-4 for a moment and makes it stable, which a service that runs must do. */
    void train(Path rows, String... options) {
        List<String> line = new ArrayList<>(List.of("train", "--data", rows.toString(), "--name", model));
        line.addAll(List.of("--hidden", "24", "--latent", "4", "--code-bits", "8", "--epochs", "4"));
        line.addAll(List.of("--bootstrap-servers", settings.get("kafka.bootstrap.servers")));
        line.addAll(List.of("--registry", settings.get("schema.registry.url")));
        line.addAll(List.of("--models-topic", settings.get("models.topic")));
        line.addAll(List.of("--rollouts-topic", settings.get("rollouts.topic")));
        line.addAll(List.of("--commands-topic", settings.get("rollout.commands.topic")));
        line.addAll(Arrays.asList(options));
        String published = run(line);
        assertThat(published).contains("published " + model + "/");
        String id = published
                .substring(published.indexOf("published ") + "published ".length())
                .lines()
                .findFirst()
                .orElseThrow();
        assertThat(command("models", "promote", id)).isEqualTo(id + " is stable\n");
    }

    /** Any other command; returns what it printed. */
    String command(String... command) {
        Stream<String> set = settings.entrySet().stream()
                .flatMap(setting -> Stream.of("--set", setting.getKey() + "=" + setting.getValue()));
        return run(Stream.concat(Arrays.stream(command), set).toList());
    }

    /** Writes rows 0 to {@code count - 1} of {@link #wave}. */
    static Path waves(Path file, int count, double phase) throws IOException {
        try (NpyWriter writer = NpyWriter.create(file, DIM)) {
            for (int i = 0; i < count; i++) {
                writer.write(wave(i, phase), 1);
            }
        }
        return file;
    }

    /** A wave, whose place and length follow the number of the row. */
    static float[] wave(int number, double phase) {
        float[] row = new float[DIM];
        for (int i = 0; i < DIM; i++) {
            row[i] = (float) Math.sin(phase + 0.7 * number + i * (0.3 + 0.05 * (number % 5)));
        }
        return row;
    }

    private static String run(List<String> line) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Main.run(new PrintWriter(out, true), new PrintWriter(err, true), line.toArray(new String[0]));
        assertThat(code).as("%s%n%s", String.join(" ", line), err).isZero();
        return out.toString();
    }
}
