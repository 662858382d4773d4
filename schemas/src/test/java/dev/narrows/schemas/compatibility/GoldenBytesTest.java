package dev.narrows.schemas.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import dev.narrows.schemas.registry.GeneratedClasses;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What was ever written stays readable. {@code golden/<Record>/} holds, for each version of each schema, the schema
 * ({@code v1.avsc}) and records of it as bytes and as text ({@code v1-*.bin}, {@code v1-*.json}). The tests list the
 * folders, so no fixture is forgotten; {@link GoldenRecorder} adds a version.
 */
final class GoldenBytesTest {

    private static final Path GOLDEN = Path.of("src/test/resources/golden");
    private static final Path SCHEMAS = Path.of("src/main/avro");

    @TestFactory
    Stream<DynamicTest> shouldReadEveryFixtureWithTodaysClasses() {
        return files(GOLDEN, ".bin")
                .map(bin -> DynamicTest.dynamicTest(GOLDEN.relativize(bin).toString(), () -> {
                    // given
                    Schema written = schemaOf(bin);
                    SpecificRecord expected = read(written, json(written, bin), bin);

                    // when
                    SpecificRecord record = read(written, binary(bin), bin);

                    // then
                    assertThat(record).isEqualTo(expected);
                }));
    }

    @TestFactory
    Stream<DynamicTest> shouldWriteTheSameBytesAsTheNewestFixture() {
        return Samples.all().entrySet().stream()
                .map(sample -> DynamicTest.dynamicTest(sample.getKey(), () -> {
                    // given
                    Path folder = GOLDEN.resolve(sample.getKey()).getParent();
                    String version = newest(folder).getFileName().toString().replace(".avsc", "");
                    String file =
                            version + "-" + GOLDEN.resolve(sample.getKey()).getFileName() + ".bin";

                    // when
                    byte[] bytes = GoldenRecorder.binary(sample.getValue());

                    // then
                    assertThat(bytes).isEqualTo(Files.readAllBytes(folder.resolve(file)));
                }));
    }

    @TestFactory
    Stream<DynamicTest> shouldBeBackwardCompatibleWithEveryVersion() {
        return files(GOLDEN, ".avsc")
                .map(past -> DynamicTest.dynamicTest(GOLDEN.relativize(past).toString(), () -> {
                    // when
                    var result = SchemaCompatibility.checkReaderWriterCompatibility(today(past), parse(past));

                    // then
                    assertThat(result.getType())
                            .as(result.getDescription())
                            .isEqualTo(SchemaCompatibilityType.COMPATIBLE);
                }));
    }

    @Test
    void shouldHoldTodaysVersionOfEverySchema() {
        Map<String, Schema> today = new TreeMap<>();
        Map<String, Schema> recorded = new TreeMap<>();
        files(SCHEMAS, ".avsc").forEach(file -> {
            today.put(file.getFileName().toString(), parse(file));
            Path folder = GOLDEN.resolve(file.getFileName().toString().replace(".avsc", ""));
            recorded.put(file.getFileName().toString(), parse(newest(folder)));
        });
        assertThat(recorded).isEqualTo(today).isNotEmpty();
    }

    private static Path newest(Path folder) {
        return files(folder, ".avsc")
                .max(Comparator.comparingInt(
                        file -> Integer.parseInt(file.getFileName().toString().replaceAll("\\D", ""))))
                .orElseThrow(() -> new AssertionError(folder + ": no schema (expected: v1.avsc or later)"));
    }

    private static Schema today(Path fixture) {
        return parse(SCHEMAS.resolve(fixture.getParent().getFileName() + ".avsc"));
    }

    private static Schema schemaOf(Path bin) {
        String name = bin.getFileName().toString();
        return parse(bin.resolveSibling(name.substring(0, name.indexOf('-')) + ".avsc"));
    }

    private static Decoder binary(Path bin) throws IOException {
        return DecoderFactory.get().binaryDecoder(Files.readAllBytes(bin), null);
    }

    private static Decoder json(Schema written, Path bin) throws IOException {
        Path json = bin.resolveSibling(bin.getFileName().toString().replace(".bin", ".json"));
        try (InputStream text = Files.newInputStream(json)) {
            return DecoderFactory.get()
                    .jsonDecoder(written, new String(text.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8));
        }
    }

    private static SpecificRecord read(Schema written, Decoder decoder, Path fixture) throws IOException {
        return new SpecificDatumReader<SpecificRecord>(written, classSchema(fixture), GeneratedClasses.instance())
                .read(null, decoder);
    }

    /** Today's schema as its class has it, with its Java strings. */
    private static Schema classSchema(Path fixture) {
        return GeneratedClasses.instance().getSchema(GeneratedClasses.instance().getClass(today(fixture)));
    }

    private static Schema parse(Path file) {
        try {
            return new Schema.Parser().parse(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Path> files(Path folder, String suffix) {
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> found = files.filter(file -> file.toString().endsWith(suffix))
                    .sorted()
                    .toList();
            assertThat(found).isNotEmpty();
            return found.stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
