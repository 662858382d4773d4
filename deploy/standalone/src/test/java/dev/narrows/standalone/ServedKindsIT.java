package dev.narrows.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import dev.narrows.embedded.fixture.OnCluster;
import dev.narrows.embedded.fixture.TestCluster;
import dev.narrows.stream.NarrowsService;
import dev.narrows.stream.config.NarrowsSettings;
import dev.narrows.trainer.network.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every kind of network, trained and published from the command line, takes over in one running service, one after the
 * other; what its latents decode to has the error that they carry.
 */
@OnCluster
class ServedKindsIT {

    private static final int TRAINED = 400;
    private static final int STREAMED = 30;
    private static final double PHASE = 0.37;
    private static final Duration SOON = Duration.ofSeconds(90);

    @TempDir
    private Path folder;

    @Test
    void shouldServeEveryKindAndDecodeWithinItsError(TestCluster cluster) throws IOException {
        // given
        CommandSession session = CommandSession.of(cluster, "kinds");
        Path training = CommandSession.waves(folder.resolve("training.npy"), TRAINED, 0);
        Path stream = CommandSession.waves(folder.resolve("stream.npy"), STREAMED, PHASE);

        // when
        try (NarrowsService service = NarrowsService.start(NarrowsSettings.of(session.ofService()))) {
            for (Kind kind : Kind.values()) {
                int version = version(kind);
                train(session, training, kind);
                await().atMost(SOON)
                        .untilAsserted(
                                () -> assertThat(service.health().toString()).contains("kinds/" + version + " on"));
                session.command("produce", stream.toString(), "--keys", "row");
                // The next version must not take these records over.
                cluster.records().await(session.topic("latents"), version * STREAMED, SOON);
            }
        }

        // then: one decoder has them all
        Map<Integer, List<String[]>> byVersion = session.command("decode", "--with-origin")
                .lines()
                .skip(1)
                .map(line -> line.split(","))
                .collect(Collectors.groupingBy(cells -> Integer.parseInt(cells[4])));
        for (Kind kind : Kind.values()) {
            List<String[]> decoded = byVersion.get(version(kind));
            assertThat(decoded).as("%s", kind).hasSize(STREAMED);
            double unit = unit(kind, decoded);
            assertThat(decoded).as("%s", kind).allSatisfy(cells -> {
                double carried = unit * Double.parseDouble(cells[5]);
                assertThat(squaredError(cells)).isCloseTo(carried, within(1e-4 + 0.01 * carried));
            });
        }
    }

    private static int version(Kind kind) {
        return kind.ordinal() + 1;
    }

    private static void train(CommandSession session, Path rows, Kind kind) {
        String name = kind.name().toLowerCase(Locale.ROOT);
        session.train(
                rows, "--force", "--kind", name, "--scaling", "none", "--output-layer", "linear", "--loss", "mse");
    }

    /** Errors of networks are in raw units here; a closed form has a unit of its own, the same for all rows. */
    private static double unit(Kind kind, List<String[]> decoded) {
        double squared =
                decoded.stream().mapToDouble(ServedKindsIT::squaredError).sum();
        double carried = decoded.stream()
                .mapToDouble(cells -> Double.parseDouble(cells[5]))
                .sum();
        return kind == Kind.AUTO || kind.closedForm() ? squared / carried : 1;
    }

    private static double squaredError(String[] cells) {
        float[] sent = CommandSession.wave(Integer.parseInt(cells[3]), PHASE);
        double sum = 0;
        for (int i = 0; i < sent.length; i++) {
            sum += Math.pow(sent[i] - Float.parseFloat(cells[6 + i]), 2);
        }
        return sum / sent.length;
    }
}
