package dev.narrows.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--help",
                "demo --help",
                "serve --help",
                "train --help",
                "models --help",
                "models list --help",
                "models show --help",
                "models diff --help",
                "produce --help",
                "decode --help",
                "alerts --help"
            })
    void shouldHelpOnEveryCommand(String line) {
        // when
        int code = run(line.split(" "));

        // then
        assertThat(code).isZero();
        assertThat(out.toString()).contains("Usage: narrows");
        assertThat(err.toString()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nonsense|Unmatched argument at index 0: 'nonsense'",
                "models show|Missing required parameter: 'NAME[:VERSION]'",
                "produce|Missing required parameter: 'FILE",
                "produce x.npy --rate 0|--rate: 0.0 (expected: > 0)",
                "produce x.npy --keys both|Invalid value for option '--keys'",
                "decode --out x.txt|--out: x.txt (expected: NAME.npy, NAME.csv or -)",
                "decode --out x.npy --with-origin|--with-origin: with .npy (expected: with .csv or -)",
                "demo --port many|Invalid value for option '--port'",
                "demo --records 10|records: 10 (expected: >= 1000)"
            })
    void shouldTellInOneLineWhatIsWrongWithTheArguments(String line, String message) {
        // when
        int code = run(line.split(" "));

        // then
        assertThat(code).isEqualTo(2);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString()).startsWith("narrows: ").contains(message).contains("--help'");
    }

    @Test
    void shouldWarnOfASettingThatNoClientOfKafkaKnows() {
        // when
        int code = run("acls", "print", "--set", "kafka.linger.mss=5");

        // then
        assertThat(code).isZero();
        assertThat(err.toString())
                .isEqualTo(
                        "warning: kafka.linger.mss: not a setting of Kafka (expected: one, perhaps kafka.linger.ms, or"
                                + " one that a plug-in of yours reads)" + System.lineSeparator());
    }

    @Test
    void shouldShowTheHelpAsAnErrorWhereNothingIsAsked() {
        // when
        int code = run();

        // then
        assertThat(code).isEqualTo(2);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString()).startsWith("Usage: narrows");
    }

    @Test
    void shouldRefuseAnUnknownSettingWithTheNearestOne() {
        // when
        int code = run("alerts", "--set", "alert.topic=x");

        // then
        assertThat(code).isEqualTo(2);
        assertThat(err.toString())
                .startsWith("narrows: alert.topic")
                .contains("alerts.topic")
                .doesNotContain("\tat ");
    }

    @Test
    void shouldTellWhatFailedWithoutAStackTrace() {
        // when
        int code = run("produce", "no/such/file.npy");

        // then
        assertThat(code).isEqualTo(1);
        assertThat(err.toString())
                .startsWith("narrows: ")
                .contains("no/such/file.npy")
                .hasLineCount(1);
    }

    @Test
    void shouldShowWhereAnErrorCameFromWhenAsked() {
        // when
        int code = run("produce", "no/such/file.npy", "--verbose");

        // then
        assertThat(code).isEqualTo(1);
        assertThat(err.toString()).contains("\tat dev.narrows.");
    }

    private int run(String... args) {
        return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), args);
    }
}
