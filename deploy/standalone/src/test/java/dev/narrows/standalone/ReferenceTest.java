package dev.narrows.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.narrows.stream.config.NarrowsSettings;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReferenceTest {

    @Test
    void shouldNameEveryCommandSettingAndMetric() {
        // given
        StringWriter out = new StringWriter();
        List<String> settings = NarrowsSettings.documentation()
                .lines()
                .filter(line -> !line.startsWith(" "))
                .toList();

        // when
        int code = Main.run(new PrintWriter(out, true), new PrintWriter(new StringWriter()), "reference");

        // then
        assertThat(code).isZero();
        assertThat(out.toString())
                .contains(
                        "### narrows models promote", "### narrows topics create", "--latent", "narrows_records_total")
                .contains(settings);
    }
}
