package dev.narrows.stream.control;

import dev.narrows.schemas.ExpectedRollout;
import dev.narrows.schemas.GeneratedRecords;
import dev.narrows.schemas.PairedEvidence;
import dev.narrows.schemas.QualityReport;
import dev.narrows.schemas.Rollout;
import dev.narrows.schemas.RolloutCommand;
import dev.narrows.schemas.RolloutCommandType;
import dev.narrows.schemas.RolloutStage;
import dev.narrows.schemas.model.ModelId;
import dev.narrows.stream.evidence.EvidenceSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;

/** States, commands and reports of one model. */
final class Rollouts {

    static {
        GeneratedRecords.trust();
    }

    static final String MODEL = "toy";
    static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    static final ControlSettings SETTINGS =
            new ControlSettings(List.of(5, 50), 100, EvidenceSettings.DEFAULT, Optional.of(Duration.ofDays(1)));

    private static final AtomicInteger IDS = new AtomicInteger();

    private Rollouts() {}

    static Rollout none() {
        return Rollout.newBuilder()
                .setModelName(MODEL)
                .setReason("")
                .setChangedAt(Instant.EPOCH)
                .build();
    }

    static Rollout stable(int version) {
        return Rollout.newBuilder(none()).setStableVersion(version).build();
    }

    static Rollout shadow(int stable, int candidate) {
        return Rollout.newBuilder(stable(stable))
                .setCandidateVersion(candidate)
                .setStage(RolloutStage.SHADOW)
                .setStageSince(NOW.minusSeconds(60))
                .build();
    }

    static Rollout canary(int stable, int candidate, int percent) {
        return Rollout.newBuilder(shadow(stable, candidate))
                .setStage(RolloutStage.CANARY)
                .setCanaryPercent(percent)
                .build();
    }

    static RolloutCommand.Builder command(RolloutCommandType type) {
        return RolloutCommand.newBuilder()
                .setId("c-" + IDS.incrementAndGet())
                .setModelName(MODEL)
                .setType(type)
                .setActor("ada")
                .setReason("because")
                .setAt(NOW.minusSeconds(1));
    }

    static RolloutCommand command(RolloutCommandType type, int version) {
        return command(type).setVersion(version).build();
    }

    static ExpectedRollout expected(Integer stable, Integer candidate) {
        return new ExpectedRollout(stable, candidate);
    }

    static QualityReport report(int stable, int candidate, int pairs, float difference) {
        PairedEvidence paired = PairedEvidence.newBuilder()
                .setStableVersion(stable)
                .setStage("shadow")
                .setRows(pairs)
                .setDifferences(Collections.nCopies(pairs, difference))
                .setStableErrorSum(0)
                .setCandidateErrorSum(0)
                .setStableOnlyAlerts(0)
                .setCandidateOnlyAlerts(0)
                .setStableOnlyFailures(0)
                .setCandidateOnlyFailures(0)
                .setStableNanos(1_000)
                .setCandidateNanos(1_000)
                .setStableCodeBytes(4)
                .setCandidateCodeBytes(4)
                .build();
        return QualityReport.newBuilder()
                .setModelName(MODEL)
                .setModelVersion(candidate)
                .setInstance("test")
                .setWindowStart(NOW)
                .setWindowEnd(NOW)
                .setRecords(pairs)
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

    /** Versions 1 to 9, of which some do not pass their check. */
    static Versions versions(Integer... bad) {
        Set<Integer> refused = Set.of(bad);
        return new Versions() {
            @Override
            public NavigableSet<Integer> of(String model) {
                return new TreeSet<>(List.of(1, 2, 3, 4, 5, 6, 7, 8, 9));
            }

            @Override
            public Optional<String> objection(ModelId version, Optional<ModelId> stable) {
                return refused.contains(version.version()) ? Optional.of(version + ": bad") : Optional.empty();
            }
        };
    }
}
