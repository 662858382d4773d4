package dev.narrows.schemas.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelChoiceTest {

    @ParameterizedTest
    @ValueSource(strings = {"digits:12", "digits/12"})
    void shouldTakeBothForms(String text) {
        assertThat(ModelChoice.of(text).id()).contains(new ModelId("digits", 12));
    }

    @Test
    void shouldTakeANameAlone() {
        assertThat(ModelChoice.of("digits.v-2").name()).isEqualTo("digits.v-2");
        assertThat(ModelChoice.of("digits.v-2").id()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"digits:", "digits/newest", "digits:0", "a b", "", "/1"})
    void shouldRefuseAnythingElse(String text) {
        assertThatThrownBy(() -> ModelChoice.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("(expected: ");
    }
}
