package dev.narrows.laboratory.rate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.narrows.laboratory.rate.Measured.CompressedDisk;
import dev.narrows.trainer.sweep.RatePoint;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RateReportTest {

    private final RateReport report = new RateReport(List.of(
            new Measured(
                    new RatePoint("raw", 3136, 3151.5, 0),
                    Optional.empty(),
                    new CodecTime(0.5, 0.25),
                    Optional.empty()),
            new Measured(
                    new RatePoint("narrows", 32, 53.25, 0.00286),
                    Optional.of(new CompressedDisk(51.5, 47.75)),
                    new CodecTime(28.5, 12.25),
                    Optional.of("dense"))));

    @Test
    void shouldWriteEveryPointUnderItsPromisedNames() throws JsonProcessingException {
        // when
        JsonNode written = new ObjectMapper().readTree(report.toJson());

        // then
        assertThat(written.fieldNames()).toIterable().containsExactly("points");
        assertThat(written.get("points")).hasSize(2);
        JsonNode second = written.get("points").get(1);
        assertThat(second.fieldNames())
                .toIterable()
                .containsExactly(
                        "codec",
                        "codeBytes",
                        "diskBytesPerRecord",
                        "diskBytesPerRecordLz4",
                        "diskBytesPerRecordZstd",
                        "mse",
                        "encodeMicros",
                        "decodeMicros",
                        "kind");
        assertThat(second.get("codec").asText()).isEqualTo("narrows");
        assertThat(second.get("codeBytes").asInt()).isEqualTo(32);
        assertThat(second.get("diskBytesPerRecord").asDouble()).isEqualTo(53.25);
        assertThat(second.get("mse").asDouble()).isEqualTo(0.00286);
        assertThat(second.get("diskBytesPerRecordLz4").asDouble()).isEqualTo(51.5);
        assertThat(second.get("diskBytesPerRecordZstd").asDouble()).isEqualTo(47.75);
        assertThat(second.get("encodeMicros").asDouble()).isEqualTo(28.5);
        assertThat(second.get("decodeMicros").asDouble()).isEqualTo(12.25);
        assertThat(second.get("kind").asText()).isEqualTo("dense");
    }

    @Test
    void shouldLeaveOutWhatACodecDoesNotHave() throws JsonProcessingException {
        // when
        JsonNode first =
                new ObjectMapper().readTree(report.toJson()).get("points").get(0);

        // then
        assertThat(first.fieldNames())
                .toIterable()
                .containsExactly("codec", "codeBytes", "diskBytesPerRecord", "mse", "encodeMicros", "decodeMicros");
    }

    @Test
    void shouldShowALineForEachPoint() {
        // when
        String table = report.table();

        // then
        assertThat(table.lines()).hasSize(3);
        assertThat(table).contains("3151.5", "0.00286", "47.8", "28.50", "dense");
    }
}
