package dev.narrows.laboratory.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.narrows.laboratory.contest.Contestant;
import dev.narrows.laboratory.report.LatencyReport;
import dev.narrows.laboratory.report.ThroughputReport;
import dev.narrows.laboratory.venue.BenchCluster;
import dev.narrows.laboratory.venue.BenchData;
import dev.narrows.laboratory.venue.ContestSettings;
import dev.narrows.laboratory.venue.Venue;
import dev.narrows.trainer.setting.Speed;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The measurements measure what they say: whether the figures are good is not asked here. */
class BenchIT {

    private static final ContestSettings ALIKE = new ContestSettings(
            1,
            Optional.empty(),
            Speed.FAST,
            Duration.ZERO,
            List.of("-Xmx256m", "-XX:+UseSerialGC"),
            Map.of("execution.provider", "cpu", "kafka.commit.interval.ms", "50"));

    @TempDir
    private Path scratch;

    @Test
    void shouldMeasureContestantsOnTheSameTopic() {
        // given
        List<String> lines = new ArrayList<>();
        // A shadow is tried as a canary is, and some alerts are written as all are; each would cost a JVM and a model
        // more.
        List<Contestant> contestants = Stream.of(Contestant.values())
                .filter(contestant -> contestant != Contestant.SHADOW && contestant != Contestant.ANOMALIES)
                .toList();
        ThroughputSettings settings = new ThroughputSettings(contestants, List.of(2), 60_000, 1, Duration.ZERO);

        try (BenchCluster cluster = BenchCluster.start(scratch)) {
            // when
            ThroughputReport.Measurement found = new Throughput(venue(cluster), settings, lines::add)
                    .measure()
                    .first();

            // then
            assertThat(List.of(found.drain(), found.loop(), found.floor(), found.naive(), found.narrows()))
                    .allSatisfy(rate -> assertThat(rate).isPositive());
            assertThat(found.narrowsToFloor()).isEqualTo(found.narrows() / found.floor());
            assertThat(List.of(found.dense(), found.int8()))
                    .allSatisfy(rate -> assertThat(rate).isPositive());
            assertThat(found.models()).containsEntry("dense", "dense, float32").containsEntry("int8", "dense, int8");
            assertThat(found.models()).containsOnlyKeys("canary", "dense", "int8", "loop", "naive", "narrows", "storm");
            assertThat(found.canaryToNarrows()).isPositive();
            assertThat(found.shadowToNarrows()).isNull();
            assertThat(found.models()).containsEntry("narrows", "linear, float32");
            assertThat(found.runs()).hasSize(contestants.size());
            assertThat(found.cpuMicros()).containsOnlyKeys(found.runs().keySet());
            assertThat(found.brokerCpuMicros()).containsOnlyKeys(found.runs().keySet());
            assertThat(found.cpuMicros().values())
                    .allSatisfy(cpu -> assertThat(cpu).isPositive());
            assertThat(found.dim()).isEqualTo(784);
            assertThat(lines).anyMatch(line -> line.contains("narrows"));
        }
    }

    @Test
    void shouldMeasureLatencyOfEveryRecordThatWasDue() {
        // given
        LatencySettings settings = new LatencySettings(List.of(500), 2, Duration.ofSeconds(1), Duration.ofSeconds(2));

        try (BenchCluster cluster = BenchCluster.start(scratch)) {
            // when
            LatencyReport.Measurement found = new Latency(venue(cluster), settings, line -> {})
                    .measure()
                    .measurements()
                    .get(0);

            // then
            assertThat(found.narrows().records()).isEqualTo(1_000);
            assertThat(found.floor().records()).isEqualTo(1_000);
            assertThat(found.narrows().p50())
                    .isPositive()
                    .isLessThanOrEqualTo(found.narrows().p99());
            assertThat(found.p99Ratio())
                    .isEqualTo(found.narrows().p99() / found.floor().p99());
        }
    }

    private Venue venue(BenchCluster cluster) {
        return Venue.of(cluster, scratch, BenchData.digits(scratch), ALIKE);
    }
}
