package dev.narrows.stream.reported;

import dev.narrows.schemas.Drift;
import dev.narrows.schemas.GeneratedRecords;
import dev.narrows.schemas.QualityReport;
import java.time.Instant;
import java.util.List;

/** Quality reports of made-up instances. */
final class Told {

    static {
        GeneratedRecords.trust();
    }

    private Told() {}

    static QualityReport by(String instance, int partition, int version, Instant windowEnd) {
        return builder(version, windowEnd)
                .setInstance(instance)
                .setPartition(partition)
                .build();
    }

    static QualityReport compared(String instance, int partition, int version, Instant windowEnd) {
        return QualityReport.newBuilder(by(instance, partition, version, windowEnd))
                .setRecords(0)
                .build();
    }

    static QualityReport errors(int version, Instant windowEnd, List<Double> bounds, List<Long> counts) {
        return builder(version, windowEnd)
                .setErrorBounds(bounds)
                .setErrorCounts(counts)
                .build();
    }

    static QualityReport drift(String instance, int partition, int version, Instant windowEnd) {
        return QualityReport.newBuilder(by(instance, partition, version, windowEnd))
                .setDrift(List.of(new Drift("errors", -1, "", 2.0, 1.0, 100L)))
                .build();
    }

    private static QualityReport.Builder builder(int version, Instant windowEnd) {
        return QualityReport.newBuilder()
                .setModelName("toy")
                .setModelVersion(version)
                .setInstance("a")
                .setPartition(0)
                .setWindowStart(windowEnd.minusSeconds(10))
                .setWindowEnd(windowEnd)
                .setRecords(10)
                .setAlerts(0)
                .setBytesIn(0)
                .setBytesOut(0)
                .setEncodeNanos(0)
                .setErrorSum(0)
                .setErrorBounds(List.of())
                .setErrorCounts(List.of(0L));
    }
}
