package dev.narrows.schemas.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelKeyTest {

    @ParameterizedTest
    @ValueSource(strings = {"digits/3/manifest", "a.b_c-d/12/encoder/0", "x/1/decoder/17"})
    void shouldParseTheKeysThatItWrites(String key) {
        assertThat(ModelKey.parse(key.getBytes(StandardCharsets.UTF_8)))
                .hasValueSatisfying(parsed -> assertThat(parsed.bytes())
                        .asString(StandardCharsets.UTF_8)
                        .isEqualTo(key));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "digits",
                "digits/0/manifest",
                "digits/1/manifest/0",
                "digits/1/encoder",
                "digits/1/encoder/x",
                "digits/99999999999/manifest",
                "a b/1/manifest"
            })
    void shouldLeaveOtherKeysAlone(String key) {
        assertThat(ModelKey.parse(key.getBytes(StandardCharsets.UTF_8))).isEmpty();
    }

    @Test
    void shouldLeaveNullKeysAlone() {
        assertThat(ModelKey.parse(null)).isEmpty();
    }
}
