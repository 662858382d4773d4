package dev.narrows.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every command that is a client of brokers, where none is. */
class BrokersAwayIT {

    private static final Duration SOON = Duration.ofSeconds(12);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "models list",
                "models show default",
                "decode",
                "alerts",
                "produce DATA",
                "evaluate --model default --data DATA",
                "evaluate --model default --topic vectors",
                "train --topic vectors",
                "train --data DATA"
            })
    void shouldSaySoInOneLineBeforeAnythingLongBegins(String command) throws IOException {
        // given
        String data = CommandSession.waves(folder.resolve("waves.npy"), 600, 0).toString();
        String away = "127.0.0.1:" + freePort();
        List<String> line =
                new ArrayList<>(List.of(command.replace("DATA", data).split(" ")));
        line.addAll(List.of("--bootstrap-servers", away));
        StringWriter err = new StringWriter();
        long start = System.nanoTime();

        // when
        int code =
                Main.run(new PrintWriter(new StringWriter()), new PrintWriter(err, true), line.toArray(new String[0]));

        // then
        assertThat(code).isEqualTo(1);
        assertThat(err.toString().lines().filter(said -> !said.contains("600 rows of 12 values")))
                .containsExactly("narrows: no answer from the brokers at " + away
                        + " within 4 s (expected: one that runs there, see --bootstrap-servers)");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SOON);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
