package dev.narrows.stream.evidence;

import dev.narrows.schemas.GeneratedRecords;
import dev.narrows.schemas.PairedEvidence;
import dev.narrows.schemas.QualityReport;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/** Quality reports with paired evidence. */
final class Reports {

    static {
        // Builders make default values of generated classes.
        GeneratedRecords.trust();
    }

    private Reports() {}

    static QualityReport of(List<Float> differences) {
        return of(differences, 0, 0, 0, 1000, 1000, 64);
    }

    static QualityReport alerts(int candidateOnly, int stableOnly) {
        return of(List.of(), candidateOnly, stableOnly, 0, 1000, 1000, 64);
    }

    static QualityReport of(
            List<Float> differences,
            int candidateAlerts,
            int stableAlerts,
            int candidateFailures,
            long stableNanos,
            long candidateNanos,
            int candidateCodeBytes) {
        PairedEvidence paired = PairedEvidence.newBuilder()
                .setStableVersion(1)
                .setStage("shadow")
                .setRows(differences.size())
                .setDifferences(differences)
                .setStableErrorSum(0)
                .setCandidateErrorSum(0)
                .setStableOnlyAlerts(stableAlerts)
                .setCandidateOnlyAlerts(candidateAlerts)
                .setStableOnlyFailures(0)
                .setCandidateOnlyFailures(candidateFailures)
                .setStableNanos(stableNanos)
                .setCandidateNanos(candidateNanos)
                .setStableCodeBytes(64)
                .setCandidateCodeBytes(candidateCodeBytes)
                .build();
        return QualityReport.newBuilder()
                .setModelName("digits")
                .setModelVersion(2)
                .setInstance("test")
                .setWindowStart(Instant.EPOCH)
                .setWindowEnd(Instant.EPOCH)
                .setRecords(differences.size())
                .setAlerts(0)
                .setBytesIn(0)
                .setBytesOut(0)
                .setEncodeNanos(0)
                .setErrorSum(0)
                .setErrorBounds(List.of())
                .setErrorCounts(List.of())
                .setPaired(paired)
                .build();
    }

    static List<Float> repeat(int times, float... differences) {
        return IntStream.range(0, times * differences.length)
                .mapToObj(i -> differences[i % differences.length])
                .toList();
    }
}
