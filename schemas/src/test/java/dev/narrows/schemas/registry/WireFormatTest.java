package dev.narrows.schemas.registry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class WireFormatTest {

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 255, 256, 65_536, 0x01020304, Integer.MAX_VALUE})
    void shouldReadBackTheIdThatItWrote(int id) {
        // given
        byte[] value = {9, 9, 9, 9, 9, 42};

        // when
        WireFormat.writeHeader(value, id);

        // then
        assertThat(WireFormat.schemaId(value)).isEqualTo(id);
        assertThat(value[0]).isZero();
        assertThat(value[5]).isEqualTo((byte) 42);
    }

    @Test
    void shouldReadTheIdOfAValueInAnArrayOfMany() {
        // given
        byte[] array = {0, 0, 0, 1, 2, 3, 4};

        // when, then
        assertThat(WireFormat.schemaId(array, 1, 7)).isEqualTo(0x00010203);
        assertThat(WireFormat.schemaId(array, 3, 7)).isEqualTo(WireFormat.NO_SCHEMA);
        assertThat(WireFormat.schemaId(array, 2, 6)).isEqualTo(WireFormat.NO_SCHEMA);
    }

    @Test
    void shouldSeeNoIdInOtherBytes() {
        assertThat(WireFormat.schemaId(new byte[0])).isEqualTo(WireFormat.NO_SCHEMA);
        assertThat(WireFormat.schemaId(new byte[4])).isEqualTo(WireFormat.NO_SCHEMA);
        assertThat(WireFormat.schemaId(new byte[] {1, 0, 0, 0, 1})).isEqualTo(WireFormat.NO_SCHEMA);
        assertThat(WireFormat.schemaId(new byte[] {0, -128, 0, 0, 1})).isEqualTo(WireFormat.NO_SCHEMA);
    }
}
