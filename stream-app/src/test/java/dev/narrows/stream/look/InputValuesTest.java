package dev.narrows.stream.look;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.narrows.schemas.vector.VectorFormat;
import dev.narrows.schemas.vector.VectorReader;
import dev.narrows.schemas.vector.value.InputFields;
import dev.narrows.schemas.vector.value.UnreadableVectorException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InputValuesTest {

    private static final byte[] VALUE = "[1, null, 3]".getBytes(UTF_8);
    private static final Map<Integer, List<Float>> MEANS =
            Map.of(1, List.of(10f, 20f, 30f), 2, List.of(100f, 200f, 300f), 3, List.of());

    @Test
    void shouldReadANullAsTheMeanOfTheVersionThatEncodedIt() throws UnreadableVectorException {
        // given
        InputValues values = reader("mean");

        // when, then
        assertThat(values.read(VALUE, 1)).containsExactly(1, 20, 3);
        assertThat(values.read(VALUE, 2)).containsExactly(1, 200, 3);
    }

    @Test
    void shouldNotGuessTheMeanOfAVersionThatIsNotKnown() throws UnreadableVectorException {
        // given
        InputValues values = reader("mean");
        values.read(VALUE, 1);

        // when, then
        assertThatThrownBy(() -> values.read(VALUE, 0)).isInstanceOf(UnreadableVectorException.class);
        assertThatThrownBy(() -> values.read(VALUE, 3)).isInstanceOf(UnreadableVectorException.class);
    }

    @Test
    void shouldReadWithoutMeansWhereANumberStandsForANull() throws UnreadableVectorException {
        // when, then
        assertThat(reader("7").read(VALUE, 0)).containsExactly(1, 7, 3);
    }

    private static InputValues reader(String nulls) {
        return new InputValues(
                VectorReader.of(VectorFormat.JSON, InputFields.parse("", "", nulls), null, 1_000), MEANS::get);
    }
}
