package dev.narrows.schemas.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.narrows.schemas.vector.value.InputFields;
import dev.narrows.schemas.vector.value.ReadResult;
import dev.narrows.schemas.vector.value.Reason;
import dev.narrows.schemas.vector.value.UnreadableVectorException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for all formats, and the two that need no schema. */
final class VectorReaderTest {

    private final VectorReader raw = VectorReader.of(VectorFormat.RAW, InputFields.of(""), null, 64);
    private final VectorReader json = VectorReader.of(VectorFormat.JSON, InputFields.of(""), null, 64);
    private final byte[] scratch = new byte[64];
    private final ByteBuffer rows = ByteBuffer.allocateDirect(40)
            .order(ByteOrder.LITTLE_ENDIAN)
            .position(2 * Float.BYTES)
            .limit(5 * Float.BYTES);

    @Test
    void shouldReadRawFloatsIntoTheRow() {
        // given
        byte[] value = AvroBytes.littleEndian(1.5f, -2, 1e30f).array();

        // when
        ReadResult result = raw.read(value, rows);

        // then
        assertThat(result).isEqualTo(ReadResult.Row.OK);
        assertThat(rows.position()).isEqualTo(5 * Float.BYTES);
        assertThat(floats()).containsExactly(0, 0, 1.5f, -2, 1e30f, 0);
    }

    @Test
    void shouldReadAJsonArrayIntoTheRow() {
        // when
        ReadResult result = json.read(utf8(" [1.5, -2,\n1e30] "), rows);

        // then
        assertThat(result).isEqualTo(ReadResult.Row.OK);
        assertThat(floats()).containsExactly(0, 0, 1.5f, -2, 1e30f, 0);
    }

    @Test
    void shouldReadAValueWhereItLiesInALargerBuffer() {
        // given
        byte[] rawValue = AvroBytes.littleEndian(1.5f, -2, 1e30f).array();
        byte[] jsonValue = utf8("[1.5,-2,1e30]");

        // when, then
        for (ByteBuffer large : List.of(ByteBuffer.allocate(64), ByteBuffer.allocateDirect(64))) {
            assertRead(raw, large.slice(7, 50), rawValue);
            assertRead(json, large.slice(7, 50), jsonValue);
        }
    }

    private void assertRead(VectorReader reader, ByteBuffer large, byte[] value) {
        Arrays.fill(scratch, (byte) '9');
        large.put(0, scratch, 0, large.capacity()).put(11, value);
        ByteBuffer view = large.position(11).limit(11 + value.length).asReadOnlyBuffer();
        for (ByteBuffer buffer : List.of(large, view)) {
            ByteBuffer row = rows.duplicate()
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .limit(5 * Float.BYTES)
                    .position(2 * Float.BYTES);
            assertThat(reader.read(buffer, row)).isEqualTo(ReadResult.Row.OK);
            assertThat(floats()).containsExactly(0, 0, 1.5f, -2, 1e30f, 0);
            assertThat(buffer.position()).isEqualTo(11);
            assertThat(buffer.limit()).isEqualTo(11 + value.length);
        }
    }

    @Test
    void shouldPassNumbersThatAreNotFinite() {
        // when
        ReadResult rawResult = raw.read(
                AvroBytes.littleEndian(Float.NaN, 0, 0).array(),
                rows.duplicate().order(ByteOrder.LITTLE_ENDIAN));
        ReadResult jsonResult = json.read(utf8("[-Infinity, NaN, 0]"), rows);

        // then
        assertThat(rawResult).isEqualTo(ReadResult.Row.OK);
        assertThat(jsonResult).isEqualTo(ReadResult.Row.OK);
        assertThat(floats()).containsExactly(0, 0, Float.NEGATIVE_INFINITY, Float.NaN, 0, 0);
    }

    @Test
    void shouldTellFiniteNumbersThatFloat32DoesNotHold() {
        // given: the second of three, as a decimal and as digits
        String expected = "json: a finite value after 1 others (expected: at most 3.4e38, as float32 holds)";

        // when, then
        assertReason(json, utf8("[1, 1e39, 3]"), Reason.OUT_OF_RANGE, expected);
        assertReason(json, utf8("[1, -1e999, 3]"), Reason.OUT_OF_RANGE, expected);
        assertReason(json, utf8("[1, 9" + "0".repeat(50) + ", 3]"), Reason.OUT_OF_RANGE, expected);
        assertThat(json.read(utf8("[1, 3.4e38, 3]"), rows)).isEqualTo(ReadResult.Row.OK);
    }

    @Test
    void shouldTellNullInPlaceOfAVectorOrANumber() {
        assertReason(json, utf8("null"), Reason.NULL_VALUE, "json: null (expected: one array of numbers)");
        assertReason(
                json,
                utf8("[1, 2, null]"),
                Reason.NULL_VALUE,
                "json: null after 2 numbers (expected: one array of numbers)");
    }

    @Test
    void shouldReadBooleansInJsonAsItReadsThemInAvro() throws UnreadableVectorException {
        assertThat(json.readAll(utf8("[true, false, 2]"))).containsExactly(1, 0, 2);
    }

    @Test
    void shouldTellWhatStandsInPlaceOfAnArrayOfNumbers() {
        Map<String, String> met = Map.of(
                "{\"vector\": [1, 2, 3]}", "an object",
                "[1, {}]", "an object after 1 numbers",
                "[[1, 2, 3]]", "an array after 0 numbers",
                "[1, 2, \"secret\"]", "a string after 2 numbers",
                "7", "a number",
                "[1, 2, 3] 4", "a number after the array",
                "", "nothing",
                "[1, 2 3]", "something else after 2 numbers");

        met.forEach((text, expected) -> assertReason(
                json, utf8(text), Reason.UNREADABLE, "json: " + expected + " (expected: one array of numbers)"));
    }

    @Test
    void shouldTellATombstone() {
        assertReason(raw, null, Reason.NULL_VALUE, "no value (expected: a vector)");
        assertReason(json, null, Reason.NULL_VALUE, "no value (expected: a vector)");
    }

    @Test
    void shouldRejectAValueBeyondTheLimit() {
        assertReason(raw, new byte[65], Reason.TOO_LARGE, "65 bytes (expected: <= 64)");
    }

    @Test
    void shouldRejectVectorOfWrongDimension() {
        assertReason(raw, new byte[0], Reason.WRONG_DIMENSION, "0 values (expected: 3)");
        assertReason(raw, new byte[8], Reason.WRONG_DIMENSION, "2 values (expected: 3)");
        assertReason(raw, new byte[40], Reason.WRONG_DIMENSION, "10 values (expected: 3)");
        assertReason(json, utf8("[1, 2, 3, 4]"), Reason.WRONG_DIMENSION, "4 values (expected: 3)");
        assertReason(json, utf8("[]"), Reason.WRONG_DIMENSION, "0 values (expected: 3)");
    }

    @Test
    void shouldLeaveTheNeighbouringRowsAlone() {
        // given
        byte[] tooMany = AvroBytes.littleEndian(1, 2, 3, 4, 5, 6, 7).array();

        // when
        raw.read(tooMany, rows);
        json.read(utf8("[1,2,3,4,5,6,7]"), rows);

        // then
        assertThat(rows.position()).isEqualTo(2 * Float.BYTES);
        assertThat(floats()[1]).isZero();
        assertThat(floats()[5]).isZero();
    }

    @Test
    void shouldRejectRawBytesThatAreNoFloats() {
        assertReason(raw, new byte[13], Reason.UNREADABLE, "raw: 13 bytes (expected: a multiple of 4)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "[",
                "]",
                "[1, 2",
                "[1, 2, 3",
                "[1, 2, 3,]",
                "[1, 2, 3] 4",
                "[1, 2, 3]]",
                "[1, 2, \"3\"]",
                "[1, 2, tru]",
                "[1, 2, [3]]",
                "[[1, 2, 3]]",
                "[1, 2, {}]",
                "{\"vector\": [1, 2, 3]}",
                "1",
                "[01, 2, 3]",
                "[1, 2, 3e]",
                "\u0000",
                "[1 2 3]",
                "secret"
            })
    void shouldRejectJsonThatIsNoArrayOfNumbersWithoutQuotingIt(String text) {
        // when
        ReadResult result = json.read(utf8(text), rows);

        // then
        assertThat(result)
                .asInstanceOf(type(ReadResult.Unreadable.class))
                .satisfies(unreadable -> assertThat(unreadable.reason()).isEqualTo(Reason.UNREADABLE))
                .satisfies(unreadable ->
                        assertThat(unreadable.detail()).startsWith("json: ").doesNotContain("secret"));
    }

    @Test
    void shouldSurviveAnyJson() {
        // given
        VectorReader large = VectorReader.of(VectorFormat.JSON, null, null);
        Random random = new Random(7);
        byte[] pieces = utf8("0123456789-+.eE,,,,[]{} \"\\nulltrefasNI\u00e9\n");
        for (int round = 0; round < 20_000; round++) {
            byte[] value = utf8("[1.25, -3e-5, 7, 123456789012345678901234567890]");
            for (int edits = 1 + random.nextInt(4); edits > 0; edits--) {
                value[random.nextInt(value.length)] = pieces[random.nextInt(pieces.length)];
            }

            // when
            ReadResult result = large.read(value, rows);

            // then
            assertThat(result).isNotNull();
            rows.position(2 * Float.BYTES);
        }
        assertReason(
                large,
                utf8("[" + "9".repeat(1_000_000) + "]"),
                Reason.UNREADABLE,
                "json: something else after 0 " + "numbers (expected: one array of numbers)");
        assertReason(
                large,
                utf8("[".repeat(1_000_000)),
                Reason.UNREADABLE,
                "json: an array after 0 numbers (expected: one array of numbers)");
    }

    @Test
    void shouldReadAnyDimensionWhereItIsNotKnown() throws UnreadableVectorException {
        // given
        VectorReader large = VectorReader.of(VectorFormat.RAW, null, null);
        float[] values = new float[5_000];
        values[4_999] = 7;

        // when
        float[] fromRaw = large.readAll(AvroBytes.littleEndian(values).array());
        float[] fromJson = json.readAll(utf8("[1,2]"));

        // then
        assertThat(fromRaw).isEqualTo(values);
        assertThat(fromJson).containsExactly(1, 2);
    }

    @Test
    void shouldThrowTheReasonWhereThereIsNoRow() {
        assertThatThrownBy(() -> raw.readAll(null))
                .isInstanceOf(UnreadableVectorException.class)
                .extracting(e -> ((UnreadableVectorException) e).reason())
                .isEqualTo(Reason.NULL_VALUE);
    }

    @Test
    void shouldNameReasonsForMetricsAndHeaders() {
        assertThat(Reason.WRONG_DIMENSION.label()).isEqualTo("wrong-dimension");
        assertThat(Reason.NULL_VALUE.label()).isEqualTo("null-value");
    }

    @Test
    void shouldRefuseALimitBelowOne() {
        assertThatThrownBy(() -> VectorReader.of(VectorFormat.RAW, InputFields.of(""), null, 0))
                .hasMessage("input.max.bytes: 0 (expected: >= 1)");
    }

    @Test
    void shouldRefuseARowThatIsNotLittleEndian() {
        // given
        ByteBuffer row = ByteBuffer.allocate(12).order(ByteOrder.BIG_ENDIAN);

        // when, then
        assertThatThrownBy(() -> raw.read(new byte[12], row)).hasMessage("row: BIG_ENDIAN (expected: LITTLE_ENDIAN)");
    }

    private void assertReason(VectorReader reader, byte[] value, Reason reason, String detail) {
        assertThat(reader.read(value, rows)).isEqualTo(new ReadResult.Unreadable(reason, detail));
        assertThat(rows.position()).isEqualTo(2 * Float.BYTES);
    }

    private float[] floats() {
        float[] all = new float[6];
        rows.clear().asFloatBuffer().get(all);
        return all;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
