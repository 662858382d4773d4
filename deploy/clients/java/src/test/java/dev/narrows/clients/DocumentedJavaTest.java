package dev.narrows.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What the docs show in Java compiles against the libraries of this build. Nothing of it runs. */
class DocumentedJavaTest {

    private static final Path DOCS = Path.of("../../docs");
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```java\\n(.*?)^```$");
    // Flink's connector for Kafka is not among this build's libraries.
    private static final String UNKNOWN = "KafkaSource";

    /** What a reader of the docs has around a snippet. */
    private static final String AROUND = """
            import dev.narrows.schemas.decode.*;
            import dev.narrows.schemas.encode.*;
            import java.nio.*;
            import java.time.*;
            import java.util.*;
            import org.apache.kafka.clients.consumer.*;
            import org.apache.kafka.clients.producer.*;
            import org.apache.kafka.common.serialization.*;
            import org.springframework.kafka.annotation.*;

            abstract class Snippet {
                boolean running;
                String key;
                float[] vector;
                Map<String, Object> settings;
                KafkaProducer<String, byte[]> producer;
                VectorDecoder decoder;

                abstract void use(String key, float[] vector);

                abstract void report(ConsumerRecord<?, ?> record, String reason);

                %s
            }
            """;

    @TestFactory
    Stream<DynamicTest> shouldCompileWhatTheDocsShow() throws IOException {
        List<Path> pages;
        try (Stream<Path> files = Files.list(DOCS)) {
            pages = files.filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .toList();
        }
        return pages.stream().flatMap(DocumentedJavaTest::snippets);
    }

    @Test
    void shouldNoticeASnippetThatIsWrong() {
        assertThat(errors("VectorDecoder.shut(settings);")).contains("shut");
    }

    private static Stream<DynamicTest> snippets(Path page) {
        try {
            Matcher blocks = BLOCK.matcher(Files.readString(page));
            return blocks.results()
                    .map(block -> block.group(1))
                    .filter(snippet -> !snippet.startsWith(UNKNOWN))
                    .map(snippet -> DynamicTest.dynamicTest(
                            page.getFileName() + ": "
                                    + snippet.lines().findFirst().orElse(""),
                            () -> assertThat(errors(snippet)).isEmpty()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String errors(String snippet) {
        boolean isClass = snippet.startsWith("@");
        String body = isClass ? snippet : "void run() throws Exception {\n" + snippet + "\n}";
        JavaFileObject source =
                new SimpleJavaFileObject(URI.create("string:///Snippet.java"), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return String.format(AROUND, body);
                    }
                };
        StringWriter told = new StringWriter();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<String> options = List.of(
                "-proc:none",
                "-implicit:none",
                "-nowarn",
                "-d",
                "target",
                "-classpath",
                System.getProperty("java.class.path"));
        boolean compiles = compiler.getTask(told, null, null, options, null, List.of(source))
                .call();
        return compiles ? "" : told.toString();
    }
}
