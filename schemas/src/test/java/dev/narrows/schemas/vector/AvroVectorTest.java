package dev.narrows.schemas.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.narrows.schemas.VectorRecord;
import dev.narrows.schemas.registry.FakeRegistryServer;
import dev.narrows.schemas.registry.RegistryUnavailableException;
import dev.narrows.schemas.registry.SchemaRegistry;
import dev.narrows.schemas.vector.value.ReadResult;
import dev.narrows.schemas.vector.value.Reason;
import dev.narrows.schemas.vector.value.UnreadableVectorException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Vectors in Avro records, by hand-written schemas and bytes. */
final class AvroVectorTest {

    private final FakeRegistryServer server = FakeRegistryServer.start();
    private final SchemaRegistry registry = server.connect();
    private final ByteBuffer row = AvroBytes.littleEndian(0, 0, 0);

    @AfterEach
    void close() {
        registry.close();
        server.close();
    }

    @Test
    void shouldReadOurOwnRecord() {
        // given
        Schema schema = VectorRecord.getClassSchema();
        byte[] value = AvroBytes.of(add(schema.toString()), schema, new VectorRecord(List.of(1f, 2f, 3f)));

        // when
        ReadResult result = reader("vector").read(value, row);

        // then
        assertThat(result).isEqualTo(ReadResult.Row.OK);
        assertThat(floats()).containsExactly(1, 2, 3);
    }

    @Test
    void shouldReadBlocksWithAndWithoutLength() {
        // given: a block of one, a block of minus one with its four bytes, a block of one, the end
        String value = "02 0000803f" + "01 08 00000040" + "02 00004040" + "00";

        // then
        assertThat(read("""
                {"type": "array", "items": "float"}""", value)).isEqualTo(ReadResult.Row.OK);
        assertThat(floats()).containsExactly(1, 2, 3);
    }

    @Test
    void shouldReadDoublesIntsAndBytes() {
        assertThat(read("""
                {"type": "array", "items": "double"}""", "06 000000000000f03f 0000000000000040 000000000000f8bf 00"))
                .isEqualTo(ReadResult.Row.OK);
        assertThat(floats()).containsExactly(1, 2, -1.5f);
        assertThat(read("""
                {"type": "array", "items": "int"}""", "06 01 02 ffffffff0f 00")).isEqualTo(ReadResult.Row.OK);
        assertThat(floats()).containsExactly(-1, 1, Integer.MIN_VALUE);
        assertThat(read("\"bytes\"", "18 0000803f 00000040 00004040")).isEqualTo(ReadResult.Row.OK);
        assertThat(floats()).containsExactly(1, 2, 3);
    }

    @Test
    void shouldTellTheFieldThatIsNull() {
        assertThat(read("""
                ["null", {"type": "array", "items": "float"}]""", "00"))
                .isEqualTo(new ReadResult.Unreadable(Reason.NULL_VALUE, "field v: null (expected: not null)"));
    }

    @Test
    void shouldTellTheRecordOnThePathThatIsNull() {
        // given
        int id = add("""
                {"type": "record", "name": "Outer", "fields": [{"name": "inner", "type": ["null",
                  {"type": "record", "name": "Inner", "fields": [
                    {"name": "v", "type": {"type": "array", "items": "float"}}]}]}]}""");

        // then
        assertThat(reader("inner.v").read(value(id, "00"), row))
                .isEqualTo(new ReadResult.Unreadable(Reason.NULL_VALUE, "field inner: null (expected: not null)"));
        assertThat(reader("inner.v").read(value(id, "02 06 0000803f0000803f0000803f 00"), row))
                .isEqualTo(ReadResult.Row.OK);
        assertThat(reader("inner.w").read(value(id, "02 00"), row))
                .isEqualTo(new ReadResult.Unreadable(
                        Reason.NO_SUCH_FIELD,
                        "field inner.w: not in Inner (expected: array of numbers, or bytes or fixed of float32)"));
    }

    @Test
    void shouldTellAFieldThatIsNoVector() {
        for (String type : List.of("\"float\"", "\"string\"", "{\"type\": \"array\", \"items\": \"string\"}")) {
            assertThat(read(type, "00"))
                    .isInstanceOfSatisfying(
                            ReadResult.Unreadable.class,
                            unreadable -> assertThat(unreadable.reason()).isEqualTo(Reason.NO_SUCH_FIELD));
        }
        int id = add("\"string\"");
        assertThat(reader("v").read(value(id, "00"), row))
                .isInstanceOfSatisfying(
                        ReadResult.Unreadable.class,
                        unreadable -> assertThat(unreadable.reason()).isEqualTo(Reason.NO_SUCH_FIELD));
    }

    @Test
    void shouldSayWhatAnArrayIsOfWhereItIsNotOfNumbers() {
        String expected = " (expected: array of numbers, or bytes or fixed of float32)";
        assertThat(read("""
                {"type": "array", "items": ["null", "string"]}""", "00"))
                .isEqualTo(new ReadResult.Unreadable(Reason.NO_SUCH_FIELD, "field v: array of union" + expected));
        assertThat(read("""
                {"type": "array", "items": {"type": "record", "name": "Row", "fields": []}}""", "00"))
                .isEqualTo(new ReadResult.Unreadable(
                        Reason.NO_SUCH_FIELD,
                        "field v: array of record, several vectors in one value, which nothing here takes apart"
                                + expected));
    }

    @Test
    void shouldReadLongsNullableItemsFixedAndABareArray() {
        assertThat(read("""
                {"type": "array", "items": "long"}""", "06 01 02 8080808010 00")).isEqualTo(ReadResult.Row.OK);
        assertThat(floats()).containsExactly(-1, 1, 0x1p31f);
        String nullable = """
                {"type": "array", "items": ["null", "float"]}""";
        assertThat(read(nullable, "06 02 0000803f 02 00000040 02 00004040 00")).isEqualTo(ReadResult.Row.OK);
        assertThat(floats()).containsExactly(1, 2, 3);
        assertThat(read(nullable, "06 02 0000803f 00 02 00004040 00"))
                .isEqualTo(new ReadResult.Unreadable(Reason.NULL_VALUE, "field item of v: null (expected: a number)"));
        assertThat(read("""
                {"type": "fixed", "name": "F", "size": 12}""", "0000803f 00000040 00004040")).isEqualTo(ReadResult.Row.OK);
        assertThat(floats()).containsExactly(1, 2, 3);
        int bare = add("{\"type\": \"array\", \"items\": \"float\"}");
        assertThat(reader("v").read(value(bare, "06 0000803f 00000040 00004040 00"), row.clear()))
                .isEqualTo(ReadResult.Row.OK);
        assertThat(floats()).containsExactly(1, 2, 3);
    }

    @Test
    void shouldReadBooleansAndDecimals() {
        assertThat(read("""
                {"type": "array", "items": "boolean"}""", "06 01 00 01 00")).isEqualTo(ReadResult.Row.OK);
        assertThat(floats()).containsExactly(1, 0, 1);
        assertThat(read("""
                {"type": "array", "items": ["null", "boolean"]}""", "06 02 01 02 00 02 01 00")).isEqualTo(ReadResult.Row.OK);
        assertThat(floats()).containsExactly(1, 0, 1);
        assertThat(read("""
                {"type": "array", "items": {"type": "bytes", "logicalType": "decimal", "precision": 9, "scale": 2}}""", "06 02 19 02 e7 04 04d2 00")).isEqualTo(ReadResult.Row.OK);
        assertThat(floats()).containsExactly(0.25f, -0.25f, 12.34f);
        assertThat(read("""
                {"type": "array", "items": {"type": "fixed", "name": "D", "size": 2,
                  "logicalType": "decimal", "precision": 4, "scale": 1}}""", "06 0019 ffe7 04d2 00")).isEqualTo(ReadResult.Row.OK);
        assertThat(floats()).containsExactly(2.5f, -2.5f, 123.4f);
    }

    @Test
    void shouldReadABareArrayThatMayBeNull() {
        // given
        int id = add("[\"null\", {\"type\": \"array\", \"items\": \"float\"}]");

        // then
        assertThat(reader("v").read(value(id, "02 06 0000803f 00000040 00004040 00"), row.clear()))
                .isEqualTo(ReadResult.Row.OK);
        assertThat(floats()).containsExactly(1, 2, 3);
        assertThat(reader("v").read(value(id, "00"), row.clear()))
                .isInstanceOfSatisfying(
                        ReadResult.Unreadable.class,
                        unreadable -> assertThat(unreadable.reason()).isEqualTo(Reason.NULL_VALUE));
    }

    @Test
    void shouldTellAFiniteDoubleThatFloat32DoesNotHold() {
        // given: 1, then 2^128 and infinity
        String one = "000000000000f03f";
        String large = "000000000000f047";
        String infinite = "000000000000f07f";
        String type = "{\"type\": \"array\", \"items\": \"double\"}";

        // when, then
        assertThat(read(type, "06" + one + large + one + "00"))
                .isEqualTo(new ReadResult.Unreadable(
                        Reason.OUT_OF_RANGE,
                        "avro: a finite value after 1 others (expected: at most 3.4e38, as float32 holds)"));
        assertThat(read(type, "06" + one + infinite + one + "00")).isEqualTo(ReadResult.Row.OK);
    }

    @Test
    void shouldTellASchemaThatNobodyKnows() {
        assertThat(reader("v").read(value(99, "00"), row))
                .isInstanceOfSatisfying(ReadResult.Unreadable.class, unreadable -> {
                    assertThat(unreadable.reason()).isEqualTo(Reason.UNKNOWN_SCHEMA);
                    assertThat(unreadable.detail()).contains("99");
                });
    }

    @Test
    void shouldRejectWhatIsNotInWireFormat() {
        for (byte[] value : List.of(new byte[0], new byte[4], HexFormat.of().parseHex("010000000100"))) {
            assertThat(reader("v").read(value, row))
                    .isInstanceOfSatisfying(
                            ReadResult.Unreadable.class,
                            unreadable -> assertThat(unreadable.reason()).isEqualTo(Reason.UNREADABLE));
        }
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void shouldRejectAValueCutAnywhere() {
        // given
        int id = add("""
                {"type": "record", "name": "R", "fields": [
                  {"name": "before", "type": {"type": "map", "values": "long"}},
                  {"name": "v", "type": {"type": "array", "items": "float"}},
                  {"name": "after", "type": "string"}]}""");
        byte[] whole = value(id, "02 0261 8001 00" + "06 0000803f0000803f0000803f 00" + "0461 62");
        VectorReader reader = reader("v");

        // then
        assertThat(reader.read(whole, row.clear())).isEqualTo(ReadResult.Row.OK);
        for (int length = 0; length < whole.length; length++) {
            assertThat(reader.read(Arrays.copyOf(whole, length), row.clear()))
                    .as("%d bytes of %d", length, whole.length)
                    .isInstanceOf(ReadResult.Unreadable.class);
        }
        assertThat(reader.read(Arrays.copyOf(whole, whole.length + 2), row))
                .isEqualTo(new ReadResult.Unreadable(
                        Reason.UNREADABLE, "avro: 2 bytes after the record (expected: none)"));
    }

    @Test
    void shouldRejectHostileCountsAndLengthsAtOnce() {
        String floats = "{\"type\": \"array\", \"items\": \"float\"}";
        String ints = "{\"type\": \"array\", \"items\": \"int\"}";
        for (String bytes : List.of(
                "feffffffffffffffff01", // 2^63 - 1 items
                "ffffffffffffffffff01 00", // -2^63 items, which has no positive
                "ffffffffffffffffff01 feffffffffffffffff01", // and 2^63 - 1 bytes
                "01 01", // one item in -1 bytes
                "80808080808080808080808080", // a number that goes on
                "80")) {
            assertUnreadable(read(floats, bytes));
            assertUnreadable(read(ints, bytes));
            assertUnreadable(read("\"bytes\"", bytes));
        }
        assertUnreadable(read(ints, "02 feffffffffffffffff01 00"));
        assertUnreadable(read("\"bytes\"", "06 000000"));
    }

    @Test
    void shouldSkipEndlessNothingsAtOnce() {
        // given: an array of 2^62 nulls, then one of 2^62 empty records
        int id = add("""
                {"type": "record", "name": "R", "fields": [
                  {"name": "nulls", "type": {"type": "array", "items": "null"}},
                  {"name": "empty", "type": {"type": "array", "items":
                    {"type": "record", "name": "E", "fields": []}}},
                  {"name": "v", "type": {"type": "array", "items": "float"}}]}""");

        // when
        ReadResult result = reader("v")
                .read(
                        value(id, "808080808080808080 01 00 808080808080808080 01 00 06 0000803f0000803f0000803f 00"),
                        row);

        // then
        assertThat(result).isEqualTo(ReadResult.Row.OK);
    }

    @Test
    void shouldRejectRecordsInOneAnotherWithoutEnd() {
        // given
        int id = add("""
                {"type": "record", "name": "R", "fields": [
                  {"name": "list", "type": {"type": "record", "name": "L", "fields": [
                    {"name": "next", "type": ["null", "L"]}]}},
                  {"name": "self", "type": ["null", {"type": "record", "name": "S", "fields": [
                    {"name": "again", "type": "S"}]}]},
                  {"name": "v", "type": "bytes"}]}""");

        // then
        assertUnreadable(reader("v").read(value(id, "02".repeat(1_000_000) + "00 00 00"), row));
        assertUnreadable(reader("v").read(value(id, "00 02 00"), row));
        assertThat(reader("v").read(value(id, "02".repeat(300) + "00 00 0c"), row))
                .isEqualTo(new ReadResult.Unreadable(
                        Reason.UNREADABLE, "avro: 6 bytes at byte 308 of 308 (expected: within the value)"));
    }

    @Test
    void shouldLetAnUnreachableRegistryThrough() {
        // given
        server.failWith(503);

        // then
        assertThatThrownBy(() -> reader("v").read(value(1, "00"), row))
                .isInstanceOf(RegistryUnavailableException.class);
    }

    @Test
    void shouldAskTheRegistryOnceForEachSchema() {
        // given
        List<Integer> ids = IntStream.range(0, 3)
                .mapToObj(i -> add("{\"type\": \"record\", \"name\": \"R" + i
                        + "\", \"fields\": [{\"name\": \"v\", \"type\": \"bytes\"}]}"))
                .toList();
        VectorReader reader = reader("v");

        // when
        for (int i = 0; i < 300; i++) {
            reader.read(value(ids.get(i % 3), "18 0000803f 00000040 00004040"), row.clear());
            reader.read(value(77, "00"), row.clear());
        }

        // then
        assertThat(server.requests()).hasSize(4);
    }

    @Test
    void shouldTellTheDimensionOfAnArrayThatGoesOn() {
        assertThat(read("""
                {"type": "array", "items": "double"}""", "06" + "0000000000000000".repeat(3) + "02 0000000000000000 00"))
                .isEqualTo(new ReadResult.Unreadable(Reason.WRONG_DIMENSION, "4 values (expected: 3)"));
    }

    @Test
    void shouldReadAllOfAnyDimension() throws UnreadableVectorException {
        // given
        Schema schema = Schema.createRecord(
                "R",
                null,
                null,
                false,
                List.of(new Schema.Field("v", Schema.createArray(Schema.create(Schema.Type.INT)))));
        List<Integer> ints = IntStream.range(0, 3_000).boxed().toList();
        GenericData.Record record = new GenericData.Record(schema);
        record.put("v", ints);

        // when
        float[] values = reader("v").readAll(AvroBytes.inBlocks(add(schema.toString()), schema, record));

        // then
        assertThat(values).hasSize(3_000).startsWith(0, 1, 2).endsWith(2_998, 2_999);
    }

    private int add(String schema) {
        return server.add("vectors-value", schema);
    }

    private float[] floats() {
        float[] values = new float[3];
        row.rewind().asFloatBuffer().get(values);
        return values;
    }

    private VectorReader reader(String field) {
        return VectorReader.of(VectorFormat.AVRO, field, registry);
    }

    /** Reads a record whose only field is {@code v} of that type. */
    private ReadResult read(String type, String hex) {
        int id =
                add("{\"type\": \"record\", \"name\": \"R\", \"fields\": [{\"name\": \"v\", \"type\": " + type + "}]}");
        return reader("v").read(value(id, hex), row.clear());
    }

    private static void assertUnreadable(ReadResult result) {
        assertThat(result)
                .isInstanceOfSatisfying(
                        ReadResult.Unreadable.class,
                        unreadable -> assertThat(unreadable.reason()).isEqualTo(Reason.UNREADABLE));
    }

    private static byte[] value(int id, String hex) {
        byte[] body = HexFormat.of().parseHex(hex.replace(" ", ""));
        return ByteBuffer.allocate(5 + body.length)
                .put((byte) 0)
                .putInt(id)
                .put(body)
                .array();
    }
}
