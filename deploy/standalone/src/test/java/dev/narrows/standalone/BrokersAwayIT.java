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
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Every command that is a client of brokers, where none is. Issue 21, points 26 and 27. */
class BrokersAwayIT {

    // That nobody waited longer is what the message says; this leaves room for a machine that does much else.
    private static final Duration SOON = Duration.ofSeconds(40);
    private static final int AT_A_TIME = 6;
    // It tells who may do what, and asks nobody.
    private static final Set<String> ASK_NO_BROKER = Set.of("acls print");
    private static final List<String> COMMANDS = List.of(
            "models list",
            "models show default",
            "models diff default:1 default:2",
            "models publish FOLDER",
            "models promote default:1",
            "models rollback default",
            "models pause default",
            "models resume default",
            "models retire default:1",
            "models policy default guarded",
            "models verify default:1",
            "decode",
            "alerts",
            "alerts subscribe http://127.0.0.1:9/",
            "alerts list",
            "alerts test 1",
            "alerts pause 1",
            "alerts delete 1",
            "alerts undelivered 1",
            "alerts replay 1 msg_1",
            "notify",
            "dead-letters list",
            "dead-letters show 0:0",
            "dead-letters replay --all",
            "produce DATA",
            "skip --partition 0 --offset 0",
            "topics check",
            "topics create",
            "doctor",
            "evaluate --model default --data DATA",
            "evaluate --model default --topic vectors",
            "sweep --topic vectors",
            "train --topic vectors",
            "train --topic vectors --watch",
            "train --data DATA");

    @TempDir
    private Path folder;

    private String away;
    private String data;

    /** What a command came to. */
    private record Outcome(String command, int code, String said, Duration took) {}

    @BeforeEach
    void prepare() throws IOException {
        away = "127.0.0.1:" + freePort();
        data = CommandSession.waves(folder.resolve("waves.npy"), 600, 0).toString();
    }

    @Test
    void shouldSaySoInOneLineBeforeAnythingLongBegins() throws InterruptedException, ExecutionException {
        // given
        ExecutorService pool = Executors.newFixedThreadPool(AT_A_TIME);
        List<Outcome> outcomes = new ArrayList<>();

        // when
        try {
            List<Future<Outcome>> all = COMMANDS.stream()
                    .map(command -> pool.submit(() -> run(command)))
                    .toList();
            for (Future<Outcome> each : all) {
                outcomes.add(each.get());
            }
        } finally {
            pool.shutdownNow();
        }

        // then
        SoftAssertions.assertSoftly(softly -> outcomes.forEach(outcome -> {
            softly.assertThat(outcome.code()).as(outcome.toString()).isEqualTo(1);
            softly.assertThat(outcome.said().lines().filter(line -> line.contains("broker")))
                    .as(outcome.toString())
                    .singleElement()
                    .asString()
                    .endsWith("no answer from the brokers at " + away
                            + " within 4 s (expected: one that runs there, see --bootstrap-servers)");
            softly.assertThat(outcome.took()).as(outcome.toString()).isLessThan(SOON);
        }));
    }

    @Test
    void shouldBeTriedWithEachCommandThatAsksBrokers() {
        // when
        Set<String> asking =
                asking("", Main.line(new PrintWriter(new StringWriter()), new PrintWriter(new StringWriter())));

        // then
        asking.removeAll(ASK_NO_BROKER);
        assertThat(asking)
                .isNotEmpty()
                .allSatisfy(name -> assertThat(COMMANDS)
                        .anyMatch(command -> command.equals(name) || command.startsWith(name + " ")));
    }

    private Outcome run(String command) {
        List<String> line = new ArrayList<>();
        for (String word : command.split(" ", -1)) {
            line.add(word.equals("DATA") ? data : word.equals("FOLDER") ? folder.toString() : word);
        }
        line.addAll(List.of("--bootstrap-servers", away));
        StringWriter said = new StringWriter();
        PrintWriter both = new PrintWriter(said, true);
        long start = System.nanoTime();
        int code = Main.run(both, both, line.toArray(new String[0]));
        return new Outcome(command, code, said.toString(), Duration.ofNanos(System.nanoTime() - start));
    }

    private static Set<String> asking(String prefix, CommandLine command) {
        Set<String> names = new TreeSet<>();
        if (command.getCommandSpec().findOption("--bootstrap-servers") != null) {
            names.add(prefix.trim());
        }
        command.getSubcommands().forEach((name, each) -> names.addAll(asking(prefix + " " + name, each)));
        return names;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
