package dev.narrows.schemas.vector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.narrows.schemas.registry.FakeRegistryServer;
import dev.narrows.schemas.registry.SchemaRegistry;
import dev.narrows.schemas.vector.value.ReadResult;
import dev.narrows.schemas.vector.value.Reason;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Writer schemas that are made to break what reads by them. Issue 21, points 1 and 2. */
final class HostileSchemaTest {

    private final FakeRegistryServer server = FakeRegistryServer.start();
    private final SchemaRegistry registry = server.connect();
    private final ByteBuffer row = AvroBytes.littleEndian(0, 0, 0);

    @AfterEach
    void close() {
        registry.close();
        server.close();
    }

    @Test
    void shouldRejectFixedPartsThatAddUpBeyondALong() {
        // when
        ReadResult result = read(HostileSchemas.beyondALong());

        // then
        assertThat(result)
                .isEqualTo(new ReadResult.Unreadable(
                        Reason.UNREADABLE,
                        "avro: 9223372036854775807 bytes at byte 5 of 8 (expected: within the value)"));
    }

    @Test
    void shouldRejectABlockOfItemsThatAreLongerThanALong() {
        // when: one item, in an array of what is beyond a long, before the vector
        ReadResult result = read(HostileSchemas.record("""
                {"name": "before", "type": {"type": "array", "items": %s}}""".formatted(HostileSchemas.beyondALong())), 2);

        // then
        assertUnreadable(result);
    }

    @Test
    void shouldRejectAChainOfRecordsThatIsTooDeep() {
        // when
        ReadResult result = read(HostileSchemas.deepChain(900));

        // then
        assertThat(result)
                .isEqualTo(new ReadResult.Unreadable(
                        Reason.UNREADABLE, "schema: more than 500 types in one another (expected: fewer)"));
    }

    @Test
    void shouldRejectAPathThatLeadsThroughTooManyBranches() {
        // when: each of 50 records has each of them in the next part of the path
        ReadResult result = reader("a.a.a.a.vector").read(value(server.add("x", HostileSchemas.manyPaths(50))), row);

        // then
        assertThat(result)
                .isEqualTo(new ReadResult.Unreadable(
                        Reason.UNREADABLE, "schema: more than 100000 steps (expected: fewer)"));
    }

    @Test
    void shouldRejectARecordThatIsNothingButItself() {
        // when
        ReadResult result = read(HostileSchemas.record("""
                {"name": "before", "type": {"type": "record", "name": "Endless", "fields": [
                  {"name": "left", "type": "Endless"}, {"name": "right", "type": "Endless"}]}}"""));

        // then
        assertThat(result)
                .isEqualTo(new ReadResult.Unreadable(
                        Reason.UNREADABLE, "avro: more than 500 records and arrays in one another (expected: fewer)"));
    }

    private ReadResult read(String schema, int... body) {
        return reader("vector").read(value(server.add("x", schema), body), row);
    }

    private VectorReader reader(String field) {
        return VectorReader.of(VectorFormat.AVRO, field, registry);
    }

    private static void assertUnreadable(ReadResult result) {
        assertThat(result)
                .isInstanceOfSatisfying(
                        ReadResult.Unreadable.class,
                        unreadable -> assertThat(unreadable.reason()).isEqualTo(Reason.UNREADABLE));
    }

    private static byte[] value(int id, int... body) {
        ByteBuffer value = ByteBuffer.allocate(8).put((byte) 0).putInt(id);
        for (int next : body) {
            value.put((byte) next);
        }
        return value.array();
    }
}
