package dev.narrows.schemas.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelIdTest {

    @Test
    void shouldReadAsNameAndVersion() {
        assertThat(new ModelId("digits.v2_x-1", 12)).hasToString("digits.v2_x-1/12");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a/b", "a b", "ä", "a\n"})
    void shouldRefuseOtherNames(String name) {
        assertThatThrownBy(() -> new ModelId(name, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("model name: " + name + " (expected:");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1})
    void shouldRefuseVersionsBelowOne(int version) {
        assertThatThrownBy(() -> new ModelId("digits", version))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("version: " + version + " (expected: >= 1)");
    }
}
