package dev.narrows.schemas.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyPatternTest {

    @ParameterizedTest
    @CsvSource({
        "pump-1, pump-1, true",
        "pump-1, pump-11, false",
        "pump-*, pump-1, true",
        "pump-*, pump-, true",
        "pump-*, my-pump-1, false",
        "*-1, pump-1, true",
        "a*a, a, false",
        "a*a, aa, true",
        "a*b*c, a-b-b-c, true",
        "a*b*c, a-c-b, false",
        "*b*, abc, true",
        "**, anything, true",
        "a.c, abc, false",
    })
    void shouldTakeStarsForAnyCharacters(String pattern, String key, boolean expected) {
        // when
        boolean matches = KeyPattern.of(pattern).matches(key);

        // then
        assertThat(matches).isEqualTo(expected);
    }

    @Test
    void shouldNotLetThePartsOfAPatternOverlapInAKey() {
        // when
        boolean matches = KeyPattern.of("a*bc*c").matches("abc");

        // then
        assertThat(matches).isFalse();
    }

    @Test
    void shouldRefuseABlankPattern() {
        // when, then
        assertThatThrownBy(() -> KeyPattern.of(" "))
                .hasMessage("key pattern: 1 characters (expected: 1 to 500, not blank)");
    }
}
