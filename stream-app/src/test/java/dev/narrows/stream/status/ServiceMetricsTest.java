package dev.narrows.stream.status;

import static dev.narrows.stream.fixture.Inputs.anomalous;
import static dev.narrows.stream.fixture.Inputs.bytes;
import static dev.narrows.stream.fixture.Inputs.normal;
import static dev.narrows.stream.fixture.Inputs.raw;
import static dev.narrows.stream.fixture.Inputs.record;
import static org.assertj.core.api.Assertions.assertThat;

import dev.narrows.schemas.onnx.OnnxModel;
import dev.narrows.stream.fixture.DrivenTopology;
import dev.narrows.stream.fixture.Inputs;
import dev.narrows.stream.route.RecordLimits;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ServiceMetricsTest {

    private final ServiceMetrics metrics = new ServiceMetrics(() -> Instant.ofEpochMilli(Inputs.TIME + 2_500));

    @AfterEach
    void close() {
        metrics.close();
    }

    @Test
    void shouldCountWhatABatchCameTo() {
        // given
        try (DrivenTopology topology = DrivenTopology.of(
                Map.of("input.format", "raw"),
                null,
                RecordLimits.NONE,
                new DrivenTopology.Waits(),
                metrics::batchDone)) {
            // when
            topology.poll(
                    record(0, raw(normal(0))),
                    record(1, raw(anomalous())),
                    record(2, bytes("bad")),
                    record(3, null),
                    record(4, raw(normal(1))));
        }

        // then
        assertThat(metrics.history().seconds()).singleElement().satisfies(second -> {
            assertThat(second.t()).isEqualTo((Inputs.TIME + 2_500) / 1_000 * 1_000);
            assertThat(second.records()).isEqualTo(5);
            assertThat(second.bytesIn()).isEqualTo(99);
            assertThat(second.bytesOut()).isPositive();
            assertThat(second.alerts()).isEqualTo(1);
            assertThat(second.deadLetters()).isEqualTo(2);
        });
        assertThat(metrics.scrape())
                .contains(
                        "narrows_records_total 5.0",
                        "narrows_latents_total 3.0",
                        "narrows_alerts_total 1.0",
                        "narrows_dead_letters_total{reason=\"unreadable\"} 1.0",
                        "narrows_dead_letters_total{reason=\"null-value\"} 1.0",
                        "narrows_dead_letters_total{reason=\"not-finite\"} 0.0",
                        "narrows_input_bytes_total 99.0",
                        "narrows_encoded_rows_total 3.0",
                        "narrows_batch_records_sum 5.0",
                        "narrows_batch_records_count 1",
                        "narrows_encode_seconds_count 1",
                        "narrows_latency_seconds_sum 2.5",
                        "narrows_latency_seconds_bucket{le=\"2.0\"} 0",
                        "narrows_latency_seconds_bucket{le=\"5.0\"} 1");
    }

    @Test
    void shouldTellWhichModelServesWhere() {
        // given
        OnnxModel first = DrivenTopology.toy(1);
        OnnxModel second = DrivenTopology.toy(2);
        metrics.modelInService(first);

        // when
        metrics.modelInService(second);

        // then
        assertThat(metrics.scrape())
                .contains(
                        "narrows_model_version 2.0",
                        "narrows_model_serving{model=\"default\",provider=\"cpu\",version=\"2\"} 1.0",
                        "narrows_model_swaps_total 2.0")
                .doesNotContain("version=\"1\"");
        first.close();
        second.close();
    }

    @Test
    void shouldCountRefusalsWaitsAndReplacedThreads() {
        // when
        metrics.modelRefused();
        metrics.registryGone();
        metrics.threadReplaced();

        // then
        assertThat(metrics.scrape())
                .contains(
                        "narrows_model_refused_total 1.0",
                        "narrows_registry_waits_total 1.0",
                        "narrows_threads_replaced_total 1.0");
    }
}
