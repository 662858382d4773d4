package dev.narrows.stream.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PipelinesServerTest {

    @Test
    void shouldPutMetricsOfOneNameUnderOneHeadingAndTheProcesssOnce() {
        try (ServiceMetrics boiler = new ServiceMetrics(InstantSource.system());
                ServiceMetrics pump = new ServiceMetrics(InstantSource.system())) {
            // when
            String merged =
                    PipelinesServer.merged(new TreeMap<>(Map.of("boiler", boiler.scrape(), "pump", pump.scrape())));

            // then
            assertThat(merged.lines().filter(line -> line.startsWith("# TYPE narrows_records_total ")))
                    .hasSize(1);
            assertThat(merged)
                    .contains("narrows_records_total{pipeline=\"boiler\"} 0.0\n"
                            + "narrows_records_total{pipeline=\"pump\"} 0.0\n")
                    .contains("narrows_encode_seconds_bucket{pipeline=\"pump\",le=\"0.001\"} 0\n");
            assertThat(merged.lines().filter(line -> line.startsWith("system_cpu_count ")))
                    .hasSize(1);
            assertThat(merged.lines().filter(line -> line.startsWith("# HELP")).distinct())
                    .hasSameSizeAs(merged.lines()
                            .filter(line -> line.startsWith("# HELP"))
                            .toList());
        }
    }
}
