package dev.narrows.schemas.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.narrows.schemas.Latent;
import dev.narrows.schemas.vector.HostileSchemas;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What somebody may register, or name in a record, to break who asks for it. Issue 21, points 2 and 10. */
class HostileRegistryTest {

    private final FakeRegistryServer server = FakeRegistryServer.start();
    private final SchemaRegistry registry = server.connect();

    @AfterEach
    void close() {
        registry.close();
        server.close();
    }

    @Test
    void shouldRefuseASchemaWithTooManyReferences() {
        // given: each refers to the one before
        List<Map<String, Object>> references = List.of();
        int id = 0;
        for (int i = 1; i <= 110; i++) {
            String type = i == 1 ? "\"string\"" : "\"R" + (i - 1) + "\"";
            id = server.add("s" + i, "AVRO", """
                    {"type": "record", "name": "R%d", "fields": [{"name": "f", "type": %s}]}""".formatted(i, type), references);
            references = List.of(Map.of("name", "R" + i, "subject", "s" + i, "version", i));
        }
        int last = id;

        // when, then
        assertThatThrownBy(() -> registry.schema(last))
                .isInstanceOf(UnknownSchemaException.class)
                .hasMessage("schema id 110: a schema with more than 100 references (expected: an Avro schema)");
        assertThat(server.requests()).hasSize(101);
        await().ignoreExceptions()
                .untilAsserted(() -> assertThat(registry.schema(3).getName()).isEqualTo("R3"));
    }

    @Test
    void shouldNotAskForANegativeId() {
        // when, then
        assertThatThrownBy(() -> registry.schema(-7)).isInstanceOf(UnknownSchemaException.class);
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void shouldNotAskForEachOfManyIdsThatNobodyKnows() {
        // given
        int known = server.add("latents-value", Latent.getClassSchema().toString());

        // when
        for (int id = 1_000; id < 11_000; id++) {
            int unknown = id;
            assertThatThrownBy(() -> registry.schema(unknown)).isInstanceOf(UnknownSchemaException.class);
        }

        // then: half a second of calls at once, and a tenth of the time
        assertThat(server.requests()).hasSizeBetween(2, 800);
        assertThatThrownBy(() -> registry.schema(10_999))
                .hasMessage("schema id 10999: not asked for, after too many that nobody knows"
                        + " (expected: an Avro schema)");
        await().ignoreExceptions()
                .untilAsserted(() -> assertThat(registry.schema(known)).isEqualTo(Latent.getClassSchema()));
    }

    @Test
    void shouldForgetOnlyTheRefusalKnownLongest() {
        // given
        AtomicLong now = new AtomicLong();
        RefusedIds refused = new RefusedIds(Duration.ofSeconds(10), now::get);

        // when
        for (int id = 0; id <= 10_000; id++) {
            refused.add(id, 0);
        }

        // then
        assertThat(refused.knows(0)).isFalse();
        assertThat(refused.knows(1)).isTrue();
        assertThat(refused.knows(10_000)).isTrue();
        now.addAndGet(Duration.ofSeconds(10).toNanos());
        assertThat(refused.knows(10_000)).isFalse();
    }

    @Test
    void shouldRefuseASchemaThatTakesTooLongToParse() {
        // given
        int id = server.add("latents-value", HostileSchemas.deepChain(20_000));

        // when, then
        assertThatThrownBy(() -> registry.schema(id))
                .isInstanceOf(UnknownSchemaException.class)
                .hasMessage("schema id 1: a schema with more than 1000 named types (expected: an Avro schema)");
        assertThatThrownBy(() -> new RecordDeserializer<Latent>(registry, Latent.getClassSchema())
                        .deserialize("latents", value(id)))
                .isInstanceOf(SerializationException.class);
    }

    @Test
    void shouldRefuseATextThatIsNestedTooDeep() {
        // given
        String open = "{\"type\": \"array\", \"items\": ";
        int id = server.add("latents-value", open.repeat(5_000) + "\"int\"" + "}".repeat(5_000));

        // when, then
        assertThatThrownBy(() -> registry.schema(id))
                .isInstanceOf(UnknownSchemaException.class)
                .hasMessage("schema id 1: a schema that does not parse (expected: an Avro schema)");
    }

    @Test
    void shouldTellARecordThatClaimsMoreBytesThanThereIsMemory() {
        // given: version 1, and a code of 2,147,483,639 bytes
        int id = registry.register("latents", Latent.getClassSchema());
        byte[] value = value(id, 2, 0xee, 0xff, 0xff, 0xff, 0x0f);
        RecordDeserializer<Latent> records = new RecordDeserializer<>(registry, Latent.getClassSchema());

        // when, then
        assertThatThrownBy(() -> records.deserialize("latents", value)).isInstanceOf(SerializationException.class);
    }

    private static byte[] value(int id, int... body) {
        ByteBuffer value = ByteBuffer.allocate(5 + body.length).put((byte) 0).putInt(id);
        for (int next : body) {
            value.put((byte) next);
        }
        return value.array();
    }
}
