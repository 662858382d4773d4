package dev.narrows.laboratory.demo.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class DemoReportTest {

    @Test
    void shouldWriteTheKeysThatAreAsked() throws Exception {
        // given
        DemoReport report = report(0, 0);

        // when
        JsonNode json = new ObjectMapper().readTree(report.toJson());

        // then
        assertThat(json.fieldNames())
                .toIterable()
                .contains(
                        "records",
                        "latents",
                        "deadLetters",
                        "lost",
                        "duplicated",
                        "bytesInOnDisk",
                        "bytesOutOnDisk",
                        "bytesInZstdOnDisk",
                        "mse",
                        "pcaMse",
                        "alertPrecision",
                        "alertRecall",
                        "modelVersions",
                        "seconds");
        assertThat(json.get("records").asLong()).isEqualTo(32_500);
        assertThat(json.get("modelVersions")).hasSize(2);
        assertThat(json.get("deadLetterReasons").get("unreadable").asLong()).isEqualTo(60);
    }

    @Test
    void shouldBeCompleteOnlyWhereNothingIsLostAndNothingDoubled() {
        // then
        assertThat(report(0, 0).complete()).isTrue();
        assertThat(report(1, 0).complete()).isFalse();
        assertThat(report(0, 1).complete()).isFalse();
    }

    @Test
    void shouldShowEveryFigureInTheTable() {
        // when
        String table = ReportTable.of(report(0, 0));

        // then
        assertThat(table)
                .contains(
                        "32,500", "by model version 1 and 2", "unreadable 60, wrong-dimension 40", "0.00760", "0.01700")
                .contains(
                        "precision 0.950, recall 0.990",
                        "50.0 times less on disk",
                        "disk out is 12.7 times less",
                        "ours is 0.45 of it");
    }

    private static DemoReport report(long lost, long duplicated) {
        return new DemoReport(
                32_500,
                32_400,
                100,
                lost,
                duplicated,
                100_000_000,
                2_000_000,
                10_000_000,
                1_900_000,
                0.0076,
                0.017,
                new TreeMap<>(Map.of(1, 0.009, 2, 0.007)),
                416,
                0.95,
                0.99,
                new TreeMap<>(Map.of("unreadable", 60L, "wrong-dimension", 40L)),
                List.of(1, 2),
                93.4);
    }
}
