package dev.narrows.schemas.latent;

import dev.narrows.fuzz.Fuzz;
import dev.narrows.fuzz.Seeds;
import dev.narrows.schemas.GeneratedRecords;
import dev.narrows.schemas.registry.FakeRegistryServer;
import dev.narrows.schemas.registry.SchemaRegistry;
import dev.narrows.schemas.registry.WireFormat;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.avro.Schema;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Latents of today's schema, and of the one before, which are read in place, and of an older one, which go through Avro. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class LatentFuzzTest {

    private static final Path GOLDEN = Path.of("src", "test", "resources", "golden", "Latent");

    private final FakeRegistryServer server = FakeRegistryServer.start();
    private final SchemaRegistry registry = server.connect();

    @AfterAll
    void close() {
        registry.close();
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"v1", "v2", "v3"})
    void shouldReadOrRefuseEveryLatent(String version) throws IOException {
        GeneratedRecords.trust();
        int id = registry.register(
                "latents-" + version,
                new Schema.Parser().parse(GOLDEN.resolve(version + ".avsc").toFile()));
        LatentReader reader = new LatentReader(registry);
        Fuzz.of("latent-" + version, UnreadableLatentException.class)
                .from(Seeds.files(GOLDEN, version + "-", ".bin"))
                .run(body -> {
                    byte[] value = new byte[WireFormat.HEADER_BYTES + body.length];
                    WireFormat.writeHeader(value, id);
                    System.arraycopy(body, 0, value, WireFormat.HEADER_BYTES, body.length);
                    LatentView view = reader.read(value);
                    view.code();
                    view.correction();
                    view.frame();
                });
    }
}
