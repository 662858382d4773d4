package dev.narrows.schemas.compatibility;

import dev.narrows.schemas.AnomalyAlert;
import dev.narrows.schemas.Baseline;
import dev.narrows.schemas.CheckVector;
import dev.narrows.schemas.CodeHistogram;
import dev.narrows.schemas.Contribution;
import dev.narrows.schemas.Drift;
import dev.narrows.schemas.Evidence;
import dev.narrows.schemas.ExpectedRollout;
import dev.narrows.schemas.FeatureSums;
import dev.narrows.schemas.GeneratedRecords;
import dev.narrows.schemas.GraphFile;
import dev.narrows.schemas.GroupWork;
import dev.narrows.schemas.Latent;
import dev.narrows.schemas.ModelChunk;
import dev.narrows.schemas.ModelManifest;
import dev.narrows.schemas.PairedEvidence;
import dev.narrows.schemas.QualityReport;
import dev.narrows.schemas.Rollout;
import dev.narrows.schemas.RolloutChange;
import dev.narrows.schemas.RolloutCommand;
import dev.narrows.schemas.RolloutCommandType;
import dev.narrows.schemas.RolloutPolicy;
import dev.narrows.schemas.RolloutStage;
import dev.narrows.schemas.ServedVersion;
import dev.narrows.schemas.Silence;
import dev.narrows.schemas.TailFit;
import dev.narrows.schemas.VectorRecord;
import dev.narrows.schemas.WebhookFormat;
import dev.narrows.schemas.WebhookSubscription;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;

/** One record or more of each schema as it is today, each with every field set to something; by the name of its fixture. */
final class Samples {

    private static final Instant WHEN = Instant.parse("2026-01-02T03:04:05.678Z");

    static {
        GeneratedRecords.trust();
    }

    private Samples() {}

    /** Folder and file name without version, for example {@code Latent/plain}, to record. */
    static Map<String, SpecificRecord> all() {
        Map<String, SpecificRecord> samples = new TreeMap<>();
        samples.put("VectorRecord/empty", new VectorRecord(List.of()));
        samples.put("VectorRecord/three", new VectorRecord(List.of(0f, -1.5f, Float.MIN_VALUE)));
        samples.put("Latent/plain", new Latent(1, bytes(0, 127, 128, 255), 0.25f, null, 0xfedcba98, null));
        samples.put("Latent/corrected", new Latent(Integer.MAX_VALUE, bytes(), 3e38f, bytes(1, 2, 3), 0, null));
        samples.put("Latent/whole", new Latent(1, bytes(7), 0.5f, null, 1, bytes(1, 0, 4, 5)));
        samples.put("AnomalyAlert/plain", alert(null));
        samples.put("AnomalyAlert/with-vector", alert(List.of(0.5f, 0.75f)));
        samples.put("ModelChunk/three", new ModelChunk(bytes(1, 2, 255)));
        samples.put("ModelManifest/unsigned", manifest(null, null));
        samples.put("ModelManifest/signed", manifest(bytes(1, 2), bytes(3, 4)));
        samples.put(
                "Rollout/first",
                rollout().setStableVersion(null).setReason("new").build());
        samples.put("Rollout/canary", canary());
        samples.put(
                "RolloutCommand/promote", command(RolloutCommandType.PROMOTE).build());
        samples.put("RolloutCommand/policy", policyCommand());
        samples.put("QualityReport/one", report().build());
        samples.put("QualityReport/candidate", candidateReport());
        samples.put("GroupWork/one", new GroupWork(Map.of("input.topic", "vectors"), WHEN));
        samples.put("WebhookSubscription/all", subscription("file:/s", "env:S", "pump-*", 3, "cpu", "digits"));
        samples.put("WebhookSubscription/least", subscription(null, null, null, null, null, null));
        samples.put("Silence/keys", new Silence("s-1", "pump-*", null, WHEN, "ada", "maintenance", WHEN));
        samples.put("Silence/seen", new Silence("a-1", null, "3:42", null, "ada", "known", WHEN));
        return samples;
    }

    private static WebhookSubscription subscription(
            String secret, String previous, String key, Integer version, String feature, String model) {
        return WebhookSubscription.newBuilder()
                .setId("w-1")
                .setUrl("https://example.org/hook")
                .setFormat(WebhookFormat.SLACK)
                .setSecret(secret)
                .setPreviousSecret(previous)
                .setHandshake(true)
                .setKeyPattern(key)
                .setLeastScore(3.5)
                .setModelName(model)
                .setModelVersion(version)
                .setFeature(feature)
                .setGroupBy(List.of("key", "model"))
                .setPaused(key == null)
                .setNote("note")
                .setBy("ada")
                .setCreatedAt(WHEN)
                .build();
    }

    private static AnomalyAlert alert(List<Float> vector) {
        List<Contribution> contributions = List.of(new Contribution(7, 0.75f, "cpu"), new Contribution(0, 0.25f, null));
        return new AnomalyAlert("vectors", 3, 1L << 40, "digits", 2, 0.5f, 0.125f, 3.5, 3e-4, contributions, vector);
    }

    private static ModelManifest manifest(ByteBuffer publicKey, ByteBuffer signature) {
        return ModelManifest.newBuilder()
                .setFormatVersion(1)
                .setName("digits")
                .setVersion(2)
                .setCreatedAt(WHEN)
                .setKind("dense")
                .setInputDim(784)
                .setCodeBytes(64)
                .setErrorMetric("mse")
                .setThreshold(0.125f)
                .setAlertRate(0.001)
                .setTail(new TailFit(0.0625, 0.02, -0.1, 0.01, 120, "gpd"))
                .setTrainingRows(60_000)
                .setDataDigest("00ff")
                .setSeed(42)
                .setSettings(Map.of("epochs", "20"))
                .setFigures(Map.of("mse", 0.004))
                .setEncoderGraph(new GraphFile(1_000_000, 2, "abcd"))
                .setDecoderGraph(new GraphFile(500_000, 1, "ef01"))
                .setCheck(new CheckVector(List.of(0.5f), bytes(9), 0.25f, List.of(0.75f)))
                .setPublicKey(publicKey)
                .setSignature(signature)
                .setFeatureNames(signature == null ? List.of() : List.of("cpu", "memory"))
                .setFeatureLows(signature == null ? List.of() : List.of(-1f, 0.5f))
                .setFeatureHighs(signature == null ? List.of() : List.of(1f, 0.75f))
                .setCorrectors(signature == null ? List.of() : List.of(bytes(1, 2), bytes()))
                .setBaseline(signature == null ? null : baseline())
                .build();
    }

    private static Baseline baseline() {
        return new Baseline(
                1000L,
                List.of(0.01, 0.1),
                List.of(0.5, 0.4, 0.1),
                16,
                List.of(0.25f, 0.75f),
                60_000L,
                List.of(1f, -2f),
                List.of(0.5f, 0f));
    }

    private static Rollout.Builder rollout() {
        return Rollout.newBuilder().setModelName("digits").setChangedAt(WHEN);
    }

    private static Rollout canary() {
        return rollout()
                .setStableVersion(2)
                .setCandidateVersion(3)
                .setStage(RolloutStage.CANARY)
                .setCanaryPercent(10)
                .setReason("better")
                .setPreviousVersion(1)
                .setChange(RolloutChange.ADVANCED)
                .setActor("narrows")
                .setCommandId("c-1")
                .setPolicy(RolloutPolicy.MANUAL)
                .setCanaryPercents(List.of(10, 50))
                .setPaused(true)
                .setStageSince(WHEN.minusSeconds(60))
                .setRetiredVersions(List.of(1))
                .setEvidence(List.of(new Evidence("alerts", 3.0, 10L, 0.5, 80.0, "waits", List.of(0.25))))
                .setStagePairs(10)
                .setServed(List.of(new ServedVersion(1, WHEN)))
                .setTrialPolicy(RolloutPolicy.MANUAL)
                .build();
    }

    private static RolloutCommand.Builder command(RolloutCommandType type) {
        return RolloutCommand.newBuilder()
                .setId("c-1")
                .setModelName("digits")
                .setType(type)
                .setVersion(3)
                .setActor("ada@host-1")
                .setReason("seen enough")
                .setAt(WHEN);
    }

    private static RolloutCommand policyCommand() {
        return command(RolloutCommandType.SET_POLICY)
                .setExpected(new ExpectedRollout(2, null))
                .setPolicy("guarded")
                .setCanaryPercents(List.of(1, 100))
                .setForce(true)
                .build();
    }

    private static QualityReport.Builder report() {
        return QualityReport.newBuilder()
                .setModelName("digits")
                .setModelVersion(2)
                .setInstance("host-1")
                .setWindowStart(WHEN)
                .setWindowEnd(WHEN.plusSeconds(10))
                .setRecords(1_000)
                .setAlerts(3)
                .setBytesIn(3_136_000)
                .setBytesOut(75_000)
                .setEncodeNanos(9_000_000)
                .setErrorSum(12.5)
                .setErrorBounds(List.of(0.1, 0.2))
                .setErrorCounts(List.of(900L, 97L, 3L));
    }

    private static QualityReport candidateReport() {
        return report().setTopic("vectors")
                .setPartition(3)
                .setDeadLetters(Map.of("not_finite", 2L))
                .setNonFinite(1)
                .setFailures(4)
                .setCodes(new CodeHistogram(5L, 2, List.of(3L, 2L, 0L, 5L)))
                .setPaired(new PairedEvidence(
                        1, "shadow", 3L, List.of(-1f, 0.5f), 2.5, 1.25, 1L, 2L, 3L, 4L, 5_000L, 6_000L, 64, 32))
                .setFeatures(new FeatureSums(5L, List.of(1.0), List.of(0.5)))
                .setDrift(List.of(new Drift("level", 7, "cpu", 3.5, 3.0, 5L)))
                .build();
    }

    private static ByteBuffer bytes(int... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length);
        for (int value : values) {
            bytes.put((byte) value);
        }
        return bytes.flip();
    }
}
