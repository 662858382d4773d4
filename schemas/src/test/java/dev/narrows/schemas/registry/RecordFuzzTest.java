package dev.narrows.schemas.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.narrows.fuzz.Fuzz;
import dev.narrows.fuzz.Seeds;
import dev.narrows.schemas.AnomalyAlert;
import dev.narrows.schemas.GeneratedRecords;
import dev.narrows.schemas.GroupWork;
import dev.narrows.schemas.ModelChunk;
import dev.narrows.schemas.ModelManifest;
import dev.narrows.schemas.QualityReport;
import dev.narrows.schemas.Rollout;
import dev.narrows.schemas.RolloutCommand;
import dev.narrows.schemas.Silence;
import dev.narrows.schemas.WebhookSubscription;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** Records of every topic that is read with Avro: manifests, chunks, rollouts, commands, subscriptions and the others. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RecordFuzzTest {

    private static final Path GOLDEN = Path.of("src", "test", "resources", "golden");

    private final FakeRegistryServer server = FakeRegistryServer.start();
    private final SchemaRegistry registry = server.connect();

    @AfterAll
    void close() {
        registry.close();
        server.close();
    }

    @TestFactory
    Stream<DynamicTest> shouldReadOrRefuseEveryRecord() {
        GeneratedRecords.trust();
        return Stream.of(
                        AnomalyAlert.getClassSchema(),
                        GroupWork.getClassSchema(),
                        ModelChunk.getClassSchema(),
                        ModelManifest.getClassSchema(),
                        QualityReport.getClassSchema(),
                        Rollout.getClassSchema(),
                        RolloutCommand.getClassSchema(),
                        Silence.getClassSchema(),
                        WebhookSubscription.getClassSchema())
                .map(schema -> DynamicTest.dynamicTest(schema.getName(), () -> fuzz(schema)));
    }

    private void fuzz(Schema schema) {
        int id = registry.register(schema.getName(), schema);
        var deserializer = new RecordDeserializer<>(registry, schema);
        Fuzz.of("record-" + schema.getName(), SerializationException.class)
                .from(Seeds.files(GOLDEN.resolve(schema.getName()), newest(schema), ".bin"))
                .run(body -> deserializer.deserialize("topic", withHeader(id, body)));
    }

    @Test
    void shouldParseOrRefuseEverySchemaText() {
        Fuzz.of("schema-text", SchemaText.UnreadableSchemaException.class)
                .from(Seeds.files(GOLDEN.resolve("Rollout"), "v1", ".avsc"))
                .free(16 << 20)
                .fewer(4)
                .run(text -> SchemaText.parsed(List.of(new String(text, UTF_8))));
    }

    /** The beginning of the names of those that today's schema wrote. */
    private static String newest(Schema schema) {
        int version = 1;
        while (GOLDEN.resolve(schema.getName())
                .resolve("v" + (version + 1) + ".avsc")
                .toFile()
                .exists()) {
            version++;
        }
        return "v" + version + "-";
    }

    private static byte[] withHeader(int id, byte[] body) {
        byte[] value = new byte[WireFormat.HEADER_BYTES + body.length];
        WireFormat.writeHeader(value, id);
        System.arraycopy(body, 0, value, WireFormat.HEADER_BYTES, body.length);
        return value;
    }
}
