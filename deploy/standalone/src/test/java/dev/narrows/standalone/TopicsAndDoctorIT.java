package dev.narrows.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.narrows.embedded.EmbeddedCluster;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TopicsAndDoctorIT {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private EmbeddedCluster cluster;

    @BeforeEach
    void start(@TempDir Path folder) {
        cluster = EmbeddedCluster.start(folder);
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    @Test
    void shouldPlanThenMakeThenFindEverythingInOrder() {
        // when
        int planned = run("topics", "create", "--partitions", "3");

        // then
        assertThat(planned).isZero();
        assertThat(out.toString())
                .contains("vectors: missing (expected: 3 partitions")
                .contains("latents: missing", "retention.ms=-1")
                .contains("models: missing (expected: 1 partitions, cleanup.policy=compact")
                .hasLineCount(7);
        assertThat(err.toString()).contains("nothing was changed");
        assertThat(run("topics", "check", "--partitions", "3")).isEqualTo(1);

        // and when
        int applied = run("topics", "create", "--partitions", "3", "--apply");

        // then
        assertThat(applied).isZero();
        out.getBuffer().setLength(0);
        assertThat(run("topics", "check", "--partitions", "3")).isZero();
        assertThat(out.toString()).isEmpty();

        // and when: more is wished for than may be done
        int more = run("topics", "create", "--partitions", "5", "--min-insync-replicas", "1", "--apply");

        // then
        assertThat(more).isEqualTo(1);
        assertThat(out.toString()).contains("vectors: 3 partitions (expected: >= 5; add them by hand");
    }

    @Test
    void shouldSayWhatIsWrongAndMakeNothing() {
        // when
        int empty = run("doctor");

        // then
        assertThat(empty).isEqualTo(1);
        assertThat(out.toString())
                .contains("good     registry")
                .contains("good     brokers")
                .containsPattern("bad +topics +input.topic: vectors does not exist");
        assertThat(run("topics", "check")).isEqualTo(1);

        // and when
        run("topics", "create", "--apply");
        out.getBuffer().setLength(0);
        int withoutModel = run("doctor");

        // then
        assertThat(withoutModel).isEqualTo(1);
        assertThat(out.toString())
                .contains("all there; vectors has 4 partitions")
                .containsPattern("bad +model +no version of default is stable")
                .doesNotContain("transaction.version");
    }

    private int run(String... command) {
        List<String> line = new ArrayList<>(List.of(command));
        line.addAll(List.of("--bootstrap-servers", cluster.bootstrapServers(), "--registry", cluster.registryUrl()));
        return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), line.toArray(String[]::new));
    }
}
