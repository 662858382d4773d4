package dev.narrows.schemas.topic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MisspeltTest {

    private static final List<String> KNOWN = List.of("vectors", "latents", "models", "dead-letters");

    @ParameterizedTest
    @CsvSource({"vector, vectors", "vektors, vectors", "lantens, latents", "deadletters, dead-letters"})
    void shouldFindTheNameThatWasMeant(String unknown, String meant) {
        // when, then
        assertThat(Misspelt.nearest(unknown, KNOWN)).contains(meant);
    }

    @Test
    void shouldNotGuessWhereNothingIsNear() {
        // when
        String said = Misspelt.perhaps("temperatures", KNOWN);

        // then
        assertThat(said).isEmpty();
    }
}
