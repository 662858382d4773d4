package dev.narrows.laboratory.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProgressTest {

    private static final long TENTH = 100_000_000;

    @Test
    void shouldLeaveOutStartAndEnd() {
        Progress progress = new Progress(1_000_000);

        // 20,000 a tenth of a second while it warms up, then 50,000, and a last commit that is late.
        long records = 0;
        long nanos = 0;
        while (records < 400_000) {
            progress.seen(at(nanos += TENTH, records += 20_000));
        }
        while (records < 950_000) {
            progress.seen(at(nanos += TENTH, records += 50_000));
        }
        progress.seen(at(nanos + 20 * TENTH, 1_000_000));

        assertThat(progress.complete()).isTrue();
        assertThat(progress.run().orElseThrow().recordsPerSecond()).isCloseTo(500_000, within(1.0));
    }

    @Test
    void shouldEndEarlyWhereAContestantIsSlow() {
        Progress progress = new Progress(1_000_000_000);

        for (int i = 1; i <= 230; i++) {
            progress.seen(at(i * TENTH, i * 1_000L));
        }

        assertThat(progress.complete()).isTrue();
        assertThat(progress.run().orElseThrow().recordsPerSecond()).isCloseTo(10_000, within(1.0));
    }

    @Test
    void shouldKnowNoRateBeforeThereAreTwoSamplesToCompare() {
        Progress progress = new Progress(100_000);

        progress.seen(at(TENTH, 60_000));

        assertThat(progress.complete()).isFalse();
        assertThat(progress.run()).isEmpty();
    }

    @Test
    void shouldTakeASampleOnlyWhereTheCountChanges() {
        Progress progress = new Progress(1_000_000);

        progress.seen(at(TENTH, 500_000));
        progress.seen(at(2 * TENTH, 500_000));
        progress.seen(at(3 * TENTH, 600_000));
        progress.seen(at(4 * TENTH, 600_000));

        assertThat(progress.run().orElseThrow().recordsPerSecond()).isCloseTo(500_000, within(1.0));
    }

    @Test
    void shouldTellWhatARecordCosts() {
        Progress progress = new Progress(1_000_000);

        progress.seen(new Progress.Sample(TENTH, 500_000, seconds(5), Optional.empty()));
        progress.seen(new Progress.Sample(2 * TENTH, 700_000, seconds(7), Optional.empty()));

        assertThat(progress.run().orElseThrow().cpuMicros()).isCloseTo(10, within(1e-9));
        assertThat(progress.run().orElseThrow().brokerCpuMicros()).isNull();
        assertThat(progress.run().orElseThrow().line()).isEqualTo("2,000,000 records/s,  10.0 us of CPU a record");
    }

    private static Progress.Sample at(long nanos, long records) {
        return new Progress.Sample(nanos, records, Optional.empty(), Optional.empty());
    }

    private static Optional<Duration> seconds(long seconds) {
        return Optional.of(Duration.ofSeconds(seconds));
    }
}
