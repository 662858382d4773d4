package dev.narrows.trainer.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnsignedLongsTest {

    /** Also just above and below the middle between two floats of 2^63 and more, which lie 2^40 apart. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "1",
                "7fffffffffffffff",
                "8000000000000000",
                "8000008000000000",
                "8000008000000001",
                "8000007fffffffff",
                "8000018000000000",
                "ffffffffffffffff"
            })
    void shouldRoundToTheNearestFloat(String hex) {
        // given
        long bits = Long.parseUnsignedLong(hex, 16);

        // when
        float read = UnsignedLongs.toFloat(bits);

        // then
        assertThat(read).isEqualTo(new BigInteger(hex, 16).floatValue());
    }
}
