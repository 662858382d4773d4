package dev.narrows.stream.drift;

import static org.assertj.core.api.Assertions.assertThat;

import dev.narrows.schemas.QualityReport;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DriftReportsTest {

    private static final DriftSettings SETTINGS = new DriftSettings(Duration.ofMinutes(5), Duration.ofDays(1), 1000);

    private final Stream stream = new Stream(4000, 3);

    @Test
    void shouldWriteAReportOfDriftThatCountsNothing() {
        // given
        DriftReports drift = new DriftReports(id -> Optional.of(stream.manifest()), SETTINGS);
        stream.errorFactor = 2;

        // when
        Optional<QualityReport> during = drift.see(stream.next(2000));
        QualityReport told = drift.see(stream.next(10)).orElseThrow();

        // then
        assertThat(during).isEmpty();
        assertThat(told.getDrift()).hasSize(1);
        assertThat(told.getDrift().get(0).getKind()).isEqualTo("errors");
        assertThat(told.getModelVersion()).isEqualTo(1);
        assertThat(told.getRecords()).isZero();
        assertThat(drift.see(told)).isEmpty();
    }

    @Test
    void shouldSayNothingOfAVersionWithoutBaseline() {
        // given
        DriftReports drift = new DriftReports(id -> Optional.empty(), SETTINGS);
        stream.errorFactor = 2;

        // when
        drift.see(stream.next(2000));

        // then
        assertThat(drift.see(stream.next(10))).isEmpty();
    }
}
