package dev.narrows.schemas.compatibility;

import dev.narrows.schemas.GeneratedRecords;
import dev.narrows.schemas.registry.GeneratedClasses;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.io.Encoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;

/**
 * Records the golden bytes of a new version of a schema, by hand: run {@link #main} in the module's folder with the new
 * version, for example {@code v2}, and the schemas' names. What is recorded once is never recorded again: old bytes stay
 * on old topics.
 */
final class GoldenRecorder {

    private static final Path GOLDEN = Path.of("src/test/resources/golden");

    private GoldenRecorder() {}

    public static void main(String[] versionAndSchemas) throws IOException {
        GeneratedRecords.trust();
        String version = versionAndSchemas[0];
        for (int i = 1; i < versionAndSchemas.length; i++) {
            record(version, versionAndSchemas[i]);
        }
    }

    private static void record(String version, String name) throws IOException {
        Path folder = Files.createDirectories(GOLDEN.resolve(name));
        Files.copy(Path.of("src/main/avro", name + ".avsc"), folder.resolve(version + ".avsc"));
        for (Map.Entry<String, SpecificRecord> sample : Samples.all().entrySet()) {
            if (sample.getKey().startsWith(name + "/")) {
                String file = version + "-" + sample.getKey().substring(name.length() + 1);
                Files.write(folder.resolve(file + ".bin"), binary(sample.getValue()));
                Files.write(folder.resolve(file + ".json"), json(sample.getValue()));
            }
        }
    }

    static byte[] binary(SpecificRecord value) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        return write(value, bytes, EncoderFactory.get().binaryEncoder(bytes, null));
    }

    private static byte[] json(SpecificRecord value) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        return write(value, bytes, EncoderFactory.get().jsonEncoder(value.getSchema(), bytes, true));
    }

    private static byte[] write(SpecificRecord value, ByteArrayOutputStream bytes, Encoder encoder) throws IOException {
        Schema schema = value.getSchema();
        new SpecificDatumWriter<>(schema, GeneratedClasses.instance()).write(value, encoder);
        encoder.flush();
        return bytes.toByteArray();
    }
}
