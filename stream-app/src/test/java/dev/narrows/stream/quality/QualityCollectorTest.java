package dev.narrows.stream.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.narrows.schemas.ModelManifest;
import dev.narrows.schemas.PairedEvidence;
import dev.narrows.schemas.QualityReport;
import dev.narrows.schemas.model.ToyModels;
import dev.narrows.schemas.vector.value.Reason;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class QualityCollectorTest {

    private final ModelManifest stable = ToyModels.artefact("toy", 1, 4, 2).manifest();
    private final ModelManifest candidate = ToyModels.artefact("toy", 2, 4, 2).manifest();
    private final SetClock clock = new SetClock();
    private final QualityCollector collector =
            new QualityCollector(new QualityCollector.Source("here", "vectors", 3), clock);

    @Test
    void shouldReportWhatWasCountedOnce() {
        // given
        VersionWindow window = collector.of(stable);
        window.latent(0.001f, 100, 12, false);
        window.latent(0.5f, 120, 12, true);
        window.rejected(Reason.WRONG_DIMENSION, 7);
        window.rejected(Reason.OUT_OF_RANGE, 9);
        window.rejected(Reason.FAILED, -1);
        window.ran(1234);
        clock.now = Instant.ofEpochSecond(1007);

        // when
        List<QualityReport> reports = drain();

        // then
        assertThat(reports).hasSize(1);
        QualityReport report = reports.get(0);
        assertThat(report.getModelName()).isEqualTo("toy");
        assertThat(report.getModelVersion()).isEqualTo(1);
        assertThat(report.getInstance()).isEqualTo("here");
        assertThat(report.getTopic()).isEqualTo("vectors");
        assertThat(report.getPartition()).isEqualTo(3);
        assertThat(report.getWindowStart()).isEqualTo(Instant.ofEpochSecond(1000));
        assertThat(report.getWindowEnd()).isEqualTo(Instant.ofEpochSecond(1010));
        assertThat(report.getRecords()).isEqualTo(5);
        assertThat(report.getAlerts()).isEqualTo(1);
        assertThat(report.getBytesIn()).isEqualTo(236);
        assertThat(report.getBytesOut()).isEqualTo(24);
        assertThat(report.getEncodeNanos()).isEqualTo(1234);
        assertThat(report.getErrorSum()).isCloseTo(0.501, within(1e-6));
        assertThat(report.getErrorCounts())
                .hasSize(report.getErrorBounds().size() + 1)
                .endsWith(1L);
        assertThat(report.getErrorCounts().stream().mapToLong(Long::longValue).sum())
                .isEqualTo(2);
        assertThat(report.getDeadLetters()).isEqualTo(Map.of("wrong-dimension", 1L, "out-of-range", 1L, "failed", 1L));
        assertThat(report.getNonFinite()).isEqualTo(1);
        assertThat(report.getFailures()).isEqualTo(1);
        assertThat(report.getPaired()).isNull();
        assertThat(report.getCodes()).isNull();
        assertThat(drain()).isEmpty();
    }

    @Test
    void shouldCountVersionsApart() {
        // given
        collector.of(stable).latent(0, 1, 1, false);
        collector.of(candidate).latent(0, 1, 1, false);
        collector.of(stable).latent(0, 1, 1, false);

        // when
        List<QualityReport> reports = drain();

        // then
        assertThat(reports).extracting(QualityReport::getModelVersion).containsExactly(1, 2);
        assertThat(reports).extracting(QualityReport::getRecords).containsExactly(2L, 1L);
    }

    @Test
    void shouldSampleOneRowInThirtyTwoAndTellOfItWhenTheWindowIsOver() {
        // given
        VersionWindow window = collector.of(stable);
        int sampled = 0;
        for (int i = 0; i < 96; i++) {
            window.latent(0, 1, 1, false);
            if (window.wantsSample()) {
                sampled++;
                window.sample(ByteBuffer.wrap(new byte[] {9, 9, 0, -1}), 2, new float[] {1, 2, 3, sampled});
            }
        }

        // when
        QualityReport during = drain().get(0);
        clock.now = clock.now.plus(QualityCollector.WINDOW);
        QualityReport after = drain().get(0);

        // then
        assertThat(sampled).isEqualTo(3);
        assertThat(during.getCodes()).isNull();
        assertThat(during.getFeatures()).isNull();
        assertThat(after.getRecords()).isZero();
        assertThat(after.getCodes().getRows()).isEqualTo(3);
        assertThat(after.getCodes().getBins()).isEqualTo(16);
        assertThat(after.getCodes().getCounts()).hasSize(32).startsWith(3L, 0L).endsWith(0L, 3L);
        assertThat(after.getFeatures().getRows()).isEqualTo(3);
        assertThat(after.getFeatures().getSums()).containsExactly(3.0, 6.0, 9.0, 6.0);
        assertThat(after.getFeatures().getSquares()).containsExactly(3.0, 12.0, 27.0, 14.0);
        assertThat(drain()).isEmpty();
    }

    @Test
    void shouldCompareTwoVersionsOnTheSameRows() {
        // given
        PairedWindow paired = collector.of(candidate).paired(stable);
        paired.pair(3, 1, true, false);
        paired.pair(1, 1, true, true);
        collector.of(candidate).paired(stable).pair(1, 3, false, true);
        paired.failed(false, true);
        paired.failed(true, true);
        paired.times(100, 150);

        // when
        PairedEvidence evidence = drain().get(0).getPaired();

        // then
        assertThat(evidence.getStableVersion()).isEqualTo(1);
        assertThat(evidence.getStage()).isEqualTo("shadow");
        assertThat(evidence.getRows()).isEqualTo(5);
        assertThat(evidence.getDifferences()).containsExactly(0.5f, 0f, -0.5f);
        assertThat(evidence.getStableErrorSum()).isEqualTo(5);
        assertThat(evidence.getCandidateErrorSum()).isEqualTo(5);
        assertThat(evidence.getStableOnlyAlerts()).isEqualTo(1);
        assertThat(evidence.getCandidateOnlyAlerts()).isEqualTo(1);
        assertThat(evidence.getStableOnlyFailures()).isZero();
        assertThat(evidence.getCandidateOnlyFailures()).isEqualTo(1);
        assertThat(evidence.getStableNanos()).isEqualTo(100);
        assertThat(evidence.getCandidateNanos()).isEqualTo(150);
        assertThat(evidence.getCandidateCodeBytes()).isEqualTo(2);
        assertThat(drain()).isEmpty();
    }

    private List<QualityReport> drain() {
        List<QualityReport> reports = new ArrayList<>();
        collector.drain(reports::add);
        return reports;
    }

    private static final class SetClock extends Clock {

        private Instant now = Instant.ofEpochSecond(1000);

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
