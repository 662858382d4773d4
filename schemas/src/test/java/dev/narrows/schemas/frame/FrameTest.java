package dev.narrows.schemas.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.narrows.fuzz.Fuzz;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

final class FrameTest {

    private static final float[] VECTOR = {1.5f, -0f, Float.intBitsToFloat(0x7fc12345), 7};

    private final FrameWriter writer = new FrameWriter();

    @Test
    void shouldWriteOneRunWhereNumbersLieBehindOneAnother() {
        // given
        byte[] value = bytes("0000000007" + "08" + floats() + "00" + "02");
        writer.open(value, 0, value.length, true);

        // when
        writer.floats(6, 4);
        byte[] frame = writer.toBytes();

        // then
        assertThat(frame).isEqualTo(bytes("01" + "01" + "19 04 06" + "0000000007 08 00 02"));
        assertThat(FrameReader.value(frame, VECTOR)).isEqualTo(value);
    }

    @Test
    void shouldWriteOneRunWhereAsManyBytesStandBetweenNumbers() {
        // given fields, each behind the branch of its union; the third is null
        String[] floats = {floats().substring(0, 8), floats().substring(8, 16), floats().substring(24)};
        byte[] value = bytes("ff 02" + floats[0] + "02" + floats[1] + "00 02" + floats[2] + "ee");
        writer.open(value, 0, value.length, true);

        // when
        writer.floats(2, 1);
        writer.floats(7, 1);
        writer.keep();
        writer.floats(13, 1);
        byte[] frame = writer.toBytes();

        // then
        assertThat(frame).isEqualTo(bytes("01" + "02" + "39 02 02 01" + "51 02 02" + "ff 02 02 00 02 ee"));
        assertThat(FrameReader.value(frame, VECTOR)).isEqualTo(value);
    }

    @Test
    void shouldPutNumbersIntoTheirPlacesWhateverTheirOrderInTheRecord() {
        // given
        byte[] value = bytes(floats().substring(16, 24) + floats().substring(0, 8) + "aabbccdd");
        writer.open(value, 0, value.length, true);

        // when
        writer.moveTo(2);
        writer.floats(0, 1);
        writer.moveTo(0);
        writer.floats(4, 1);

        // then
        assertThat(FrameReader.value(writer.toBytes(), VECTOR)).isEqualTo(value);
    }

    @Test
    void shouldKeepWhatFloatsLackOfDoublesWhereTheyComeBackByteForByte() {
        // given
        double[] doubles = {21.3, 1.5, -1e-3, 3e38, 1e-40, Double.NaN};
        ByteBuffer value = ByteBuffer.allocate(8 * doubles.length + 4).order(ByteOrder.LITTLE_ENDIAN);
        float[] vector = new float[doubles.length];
        for (int i = 0; i < doubles.length; i++) {
            value.putDouble(doubles[i]);
            vector[i] = (float) doubles[i];
        }

        // when
        writer.open(value.array(), 0, value.capacity(), true);
        do {
            for (int i = 0; i < doubles.length; i++) {
                writer.doubleAt(8 * i);
            }
        } while (writer.opensAgain());
        byte[] frame = writer.toBytes();

        // then four of them in four bytes each, and as they are the one too small for float32 and the one that is no
        // number
        assertThat(frame).hasSize(2 + 2 + 4 * 4 + 2 * 8 + 4);
        assertThat(FrameReader.value(frame, vector)).isEqualTo(value.array());
    }

    @Test
    void shouldKeepWholeNumbersThatFloatsDoNotHoldWhereTheyComeBackByteForByte() {
        // given 16777217 as int, -1 as int in two bytes, 5 as int, 2^40 + 1 as long
        byte[] value = bytes("82808010 8100 0a 828080808040" + floats());

        // when
        writer.open(value, 0, value.length, true);
        writer.intAt(16_777_217, 0, 4);
        writer.intAt(-1, 4, 2);
        writer.intAt(5, 6, 1);
        writer.longAt((1L << 40) + 1, 7, 6);
        writer.floats(13, 4);
        byte[] frame = writer.toBytes();

        // then
        float[] vector = {0, 0, 5, 0, VECTOR[0], VECTOR[1], VECTOR[2], VECTOR[3]};
        assertThat(FrameReader.value(frame, vector)).isEqualTo(value);
        vector[2] = 6.5f;
        assertThat(FrameReader.value(frame, vector)[6]).isEqualTo((byte) (7 << 1));
    }

    @Test
    void shouldGiveTheNearestWholeNumber() {
        assertThat(NumberKind.nearestInt(2.5f)).isEqualTo(3);
        assertThat(NumberKind.nearestInt(-2.5f)).isEqualTo(-2);
        assertThat(NumberKind.nearestInt(-2.6f)).isEqualTo(-3);
        assertThat(NumberKind.nearestInt(3e9f)).isEqualTo(Integer.MAX_VALUE);
        assertThat(NumberKind.nearestInt(Float.NaN)).isZero();
        assertThat(NumberKind.nearestLong(-1e30f)).isEqualTo(Long.MIN_VALUE);
        assertThat(NumberKind.nearestLong(0x1p53f)).isEqualTo(1L << 53);
    }

    @Test
    void shouldCarryAValueWholeWhereNothingIsGained() {
        // given
        byte[] value = bytes("01020304");

        // when
        writer.open(value, 0, 4, false);
        byte[] frame = writer.toBytes();

        // then
        assertThat(frame).isEqualTo(bytes("00 01020304"));
        assertThat(FrameReader.value(frame, VECTOR)).isEqualTo(value);
    }

    @Test
    void shouldRefuseWhatIsNoFrameOfTheVector() {
        assertRefused("", "frame: no bytes (expected: format 0 or 1)");
        assertRefused("02", "frame: format 2 (expected: format 0 or 1)");
        assertRefused("01 7f", "frame: 127 runs");
        assertRefused("01 01 09ffffffffff", "frame: a number that does not end");
        assertRefused("01 01 81", "frame: a run that begins with -127 (expected: 0 to 127)");
        assertRefused("01 01 00", "frame: numbers of kind 0 (expected: 1 to 7)");
        assertRefused("01 01 09 05", "frame: 5 numbers from 0 on (expected: each of 4 at most once)");
        assertRefused("01 01 49 04 02", "frame: 4 numbers from 1 on");
        assertRefused("01 02 09 04 49 04 07", "frame: 4 numbers from 0 on");
        assertRefused("01 01 11 01", "frame: 1 bytes of 0 that are left");
        assertRefused("01 01 03 010203", "frame: 4 bytes of 3 that are left");
    }

    @Test
    void shouldReadOrRefuseEveryFrame() {
        Fuzz.of("frame", IllegalArgumentException.class)
                .from(
                        bytes("00 01020304"),
                        bytes("01 01 19 04 06 0000000007 08 00 02"),
                        bytes("01 02 3b 02 02 01 55 02 02 ff 02 01020304 02 05060708 00 02 ee"))
                .run(frame -> {
                    if (FrameReader.value(frame, VECTOR).length > frame.length + 40) {
                        throw new AssertionError("more than numbers and frame");
                    }
                });
    }

    private static void assertRefused(String frame, String message) {
        assertThatThrownBy(() -> FrameReader.value(bytes(frame), VECTOR))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(message);
    }

    private static String floats() {
        ByteBuffer bytes = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(VECTOR);
        return HexFormat.of().formatHex(bytes.array());
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }
}
