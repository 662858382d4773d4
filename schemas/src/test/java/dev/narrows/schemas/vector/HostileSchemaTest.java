package dev.narrows.schemas.vector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.narrows.schemas.registry.FakeRegistryServer;
import dev.narrows.schemas.registry.SchemaRegistry;
import dev.narrows.schemas.vector.value.InputFields;
import dev.narrows.schemas.vector.value.ReadResult;
import dev.narrows.schemas.vector.value.Reason;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

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
    @Timeout(20)
    void shouldRejectARecordWithMorePathsThanAnybodyNames() {
        // when: a thousand millions of numbers in a schema of a few kilobytes
        ReadResult result = named("*.*.*").read(value(server.add("x", HostileSchemas.wide(3, 1000, 0))), row);
        ReadResult deep = named("*.*.*.*.*.*.*.*.*.*.*.*.*.*.*.*.*.*.*.*.*")
                .read(value(server.add("x", HostileSchemas.wide(21, 3, 0))), row);

        // then
        assertThat(List.of(result, deep))
                .containsOnly(new ReadResult.Unreadable(
                        Reason.UNREADABLE, "schema: more than 100000 types (expected: fewer)"));
    }

    @Test
    @Timeout(20)
    void shouldRejectARecordWhosePathsFillTheMemory() {
        // when: ninety thousand paths of four thousand characters
        ReadResult result = named("*.*").read(value(server.add("x", HostileSchemas.wide(2, 300, 2_000))), row);

        // then
        assertThat(result)
                .isEqualTo(new ReadResult.Unreadable(
                        Reason.UNREADABLE, "schema: paths of more than 16777216 characters (expected: fewer)"));
    }

    @Test
    @Timeout(20)
    void shouldCompareLongNamesWithManyStarsAtOnce() {
        // when
        ReadResult result =
                named("*x*x*x*x*x*x*x*x*y.f").read(value(server.add("x", HostileSchemas.wide(1, 2, 5_000))), row);

        // then
        assertThat(result)
                .isInstanceOfSatisfying(
                        ReadResult.Unreadable.class,
                        unreadable -> assertThat(unreadable.reason()).isEqualTo(Reason.NO_SUCH_FIELD));
    }

    @Test
    @Timeout(20)
    void shouldRejectNullsThatStandForTooManyNumbers() {
        // given: each of 400 records has an inner one that may be null in place of 400 numbers
        String inner = IntStream.range(0, 400)
                .mapToObj(i -> "{\"name\": \"n" + i + "\", \"type\": \"float\"}")
                .collect(Collectors.joining(", ", "{\"type\": \"record\", \"name\": \"Inner\", \"fields\": [", "]}"));
        String outer = IntStream.range(0, 400)
                .mapToObj(i -> """
                        {"type": "record", "name": "O%d", "fields": [{"name": "a", "type": ["null", %s]}]}""".formatted(i, i == 0 ? inner : "\"Inner\""))
                .collect(Collectors.joining(", ", "[", "]"));
        String schema =
                "{\"type\": \"record\", \"name\": \"Root\", \"fields\": [{\"name\": \"o\", \"type\": " + outer + "}]}";

        // when
        ReadResult result = named("o.a.*").read(value(server.add("x", schema)), row);

        // then
        assertUnreadable(result);
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

    private VectorReader named(String names) {
        return VectorReader.of(VectorFormat.AVRO, InputFields.parse("", names, "0"), registry, 1_000);
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
