package dev.narrows.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.narrows.stream.start.StartException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.Thread.UncaughtExceptionHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class ServeCommandTest {

    private static final String NL = System.lineSeparator();

    private final List<String> asked = new ArrayList<>();
    private final StringWriter err = new StringWriter();

    private final UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();

    @AfterEach
    void forgetTheService() {
        Thread.setDefaultUncaughtExceptionHandler(before);
    }

    @Test
    void shouldTellWhatIsAroundItWhichBrokersEachPipelineHas() {
        // given: b cannot be right, so that nothing starts
        CommandLine serve = new CommandLine(new ServeCommand(new Surroundings() {
            @Override
            public Map<String, String> open(Map<String, String> given) {
                asked.add(given.getOrDefault("kafka.bootstrap.servers", "none"));
                return Map.of("kafka.bootstrap.servers", "here:1", "schema.registry.url", "http://here:2");
            }
        }));

        // when
        int code = serve.setErr(new PrintWriter(err, true))
                .execute(
                        "--set=pipelines=a,b",
                        "--set=pipeline.a.kafka.bootstrap.servers=there:1",
                        "--set=pipeline.b.kafka.bootstrap.servers=there:2",
                        "--set=pipeline.b.input.format=none");

        // then
        assertThat(code).isEqualTo(2);
        assertThat(err.toString()).startsWith("narrows: pipeline b: input.format: none");
        assertThat(asked).containsExactly("there:1", "there:2");
    }

    @Test
    void shouldEndWhereAThreadDiesOfAnErrorWhileItStarts() {
        // given
        CommandLine serve = new CommandLine(new ServeCommand(new Surroundings() {
            @Override
            public Map<String, String> open(Map<String, String> given) {
                new Thread(ServeCommandTest::dies, "test-dies").start();
                try {
                    Thread.currentThread().join();
                    return Map.of();
                } catch (InterruptedException e) {
                    throw new StartException("told to stop", e);
                }
            }
        }));

        // when
        int code = serve.setErr(new PrintWriter(err, true)).execute();

        // then
        assertThat(code).isEqualTo(1);
        assertThat(err).hasToString("narrows: failed: thread test-dies: java.lang.OutOfMemoryError: test" + NL);
    }

    private static void dies() {
        throw new OutOfMemoryError("test");
    }
}
