package dev.narrows.schemas.frame;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class NumberTextTest {

    private final Random random = new Random(9);

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0, -0",
        "1, 1",
        "21.3, 21.3",
        "-0.05, -0.05",
        "1703448.25, 1703448.3",
        "0.00001, 0.00001",
        "0.000001, 1e-6",
        "16777216, 16777216",
        "123456789, 123456790",
        "1e14, 100000000000000",
        "1e15, 1e15",
        "3.4028235e38, 3.4028235e38",
        "1e-45, 1e-45",
        "NaN, null"
    })
    void shouldWriteTheFewestDigits(float number, String text) {
        assertThat(NumberText.of(number, false)).isEqualTo(text);
    }

    @Test
    void shouldWriteWholeNumbersWithAPointWhereAskedTo() {
        assertThat(NumberText.of(20, true)).isEqualTo("20.0");
        assertThat(NumberText.of(-0f, true)).isEqualTo("-0.0");
        assertThat(NumberText.of(2.5f, true)).isEqualTo("2.5");
        assertThat(NumberText.of(1e20f, true)).isEqualTo("1e20");
    }

    @Test
    void shouldReadBackAsTheSameNumber() {
        for (int i = 0; i < 20_000; i++) {
            // given
            float number = Float.intBitsToFloat(random.nextInt());

            // when
            String text = NumberText.of(number, i % 2 == 0);

            // then
            if (Float.isFinite(number)) {
                assertThat((float) Double.parseDouble(text)).isEqualTo(number);
            }
        }
    }

    @Test
    void shouldKnowATextOfFewDigitsWithoutWritingIt() {
        for (int i = 0; i < 50_000; i++) {
            // given
            boolean pointed = random.nextBoolean();
            String digits = Integer.toString(random.nextInt(2_000_000) >> random.nextInt(20));
            int point = random.nextInt(digits.length() + 1);
            String before = random.nextInt(3) == 0 ? "-" : "";
            String text = random.nextBoolean()
                    ? before + digits + (pointed ? ".0" : "")
                    : before + (point == 0 ? "0" : digits.substring(0, point)) + "." + "0".repeat(random.nextInt(3))
                            + digits.substring(point);

            // when
            float number = Float.parseFloat(text);
            boolean is = NumberText.is(text.getBytes(ISO_8859_1), 0, text.length(), number, pointed);

            // then
            assertThat(is).as(text).isEqualTo(NumberText.of(number, pointed).equals(text));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"01", "1.50", "1.", "+1", "1e1", "-", "", "0.000001", "16777217", "00"})
    void shouldKnowWhatIsNotTheTextOfItsNumber(String text) {
        float number = text.length() < 2 && !text.equals("1") ? 0 : Float.parseFloat(text);

        assertThat(NumberText.is(text.getBytes(ISO_8859_1), 0, text.length(), number, false))
                .isFalse();
    }
}
