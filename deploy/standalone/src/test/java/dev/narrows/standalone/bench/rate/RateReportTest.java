package dev.narrows.standalone.bench.rate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.narrows.trainer.sweep.RatePoint;
import java.util.List;
import org.junit.jupiter.api.Test;

class RateReportTest {

    private final RateReport report = new RateReport(
            List.of(new RatePoint("raw", 3136, 3151.5, 0), new RatePoint("narrows", 32, 53.25, 0.00286)));

    @Test
    void shouldWriteEveryPointUnderItsPromisedNames() throws JsonProcessingException {
        // when
        JsonNode written = new ObjectMapper().readTree(report.toJson());

        // then
        assertThat(written.fieldNames()).toIterable().containsExactly("points");
        assertThat(written.get("points")).hasSize(2);
        JsonNode second = written.get("points").get(1);
        assertThat(second.fieldNames()).toIterable().containsExactly("codec", "codeBytes", "diskBytesPerRecord", "mse");
        assertThat(second.get("codec").asText()).isEqualTo("narrows");
        assertThat(second.get("codeBytes").asInt()).isEqualTo(32);
        assertThat(second.get("diskBytesPerRecord").asDouble()).isEqualTo(53.25);
        assertThat(second.get("mse").asDouble()).isEqualTo(0.00286);
    }

    @Test
    void shouldShowALineForEachPoint() {
        // when
        String table = report.table();

        // then
        assertThat(table.lines()).hasSize(3);
        assertThat(table).contains("3151.5", "0.00286");
    }
}
