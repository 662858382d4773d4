package dev.narrows.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.narrows.embedded.fixture.OnCluster;
import dev.narrows.embedded.fixture.TestCluster;
import dev.narrows.trainer.publish.ArtefactFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code train} does where it cannot publish, and where it can. */
@OnCluster
class TrainedAndPublishedIT {

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private List<String> line;

    @BeforeEach
    void writeRows(TestCluster cluster) throws IOException {
        Random random = new Random(1);
        List<String> rows = new ArrayList<>(List.of("a,b,c,d"));
        for (int i = 0; i < 200; i++) {
            double t = random.nextDouble();
            rows.add(String.format(Locale.ROOT, "%f,%f,%f,%f", t, t * t, 1 - t, random.nextDouble()));
        }
        Path csv = Files.write(folder.resolve("rows.csv"), rows);
        line = new ArrayList<>(List.of("train", "--data", csv.toString(), "--epochs", "2", "--hidden", "8"));
        line.addAll(List.of("--bootstrap-servers", cluster.bootstrapServers(), "--registry", cluster.registryUrl()));
        line.addAll(List.of("--models-topic", cluster.newName("models")));
        line.addAll(List.of("--rollouts-topic", cluster.newName("rollouts")));
        line.addAll(List.of("--commands-topic", cluster.newName("commands")));
    }

    @Test
    void shouldPublishWhatItTrained() {
        // when
        int code = run();

        // then
        assertThat(code).as(err.toString()).isZero();
        assertThat(out.toString()).contains("published default/1");
    }

    @Test
    void shouldKeepWhatItTrainedWherePublishingFails() {
        // given: a producer that may send no record that is large enough for a graph
        Path output = folder.resolve("model");
        line.addAll(List.of("--kafka", "max.request.size=1000", "--output", output.toString()));

        // when
        int code = run();

        // then
        assertThat(code).isEqualTo(1);
        assertThat(out.toString()).doesNotContain("published");
        assertThat(err.toString())
                .contains("narrows: model: made and kept in folder " + output)
                .contains("narrows models publish " + output)
                .contains("max.request.size");
        assertThat(ArtefactFolder.read(output).manifest().getName()).isEqualTo("default");
    }

    @Test
    void shouldRefuseATopicThatForgetsBeforeItTrains(TestCluster cluster) {
        // given
        String forgets = cluster.createTopic("models", 1);
        line.set(line.indexOf("--models-topic") + 1, forgets);

        // when
        int code = run();

        // then
        assertThat(code).isEqualTo(1);
        assertThat(err.toString())
                .contains("cleanup.policy of topic " + forgets)
                .doesNotContain("; parity ");
    }

    private int run() {
        return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), line.toArray(new String[0]));
    }
}
