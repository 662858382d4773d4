package dev.narrows.schemas.compatibility;

import dev.narrows.schemas.AnomalyAlert;
import dev.narrows.schemas.CheckVector;
import dev.narrows.schemas.Contribution;
import dev.narrows.schemas.GraphFile;
import dev.narrows.schemas.GroupWork;
import dev.narrows.schemas.Latent;
import dev.narrows.schemas.ModelChunk;
import dev.narrows.schemas.ModelManifest;
import dev.narrows.schemas.QualityReport;
import dev.narrows.schemas.Rollout;
import dev.narrows.schemas.RolloutStage;
import dev.narrows.schemas.TailFit;
import dev.narrows.schemas.VectorRecord;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;

/** One record or more of each schema as it is today, each with every field set to something; by the name of its fixture. */
final class Samples {

    private static final Instant WHEN = Instant.parse("2026-01-02T03:04:05.678Z");

    private Samples() {}

    /** Folder and file name without version, for example {@code Latent/plain}, to record. */
    static Map<String, SpecificRecord> all() {
        Map<String, SpecificRecord> samples = new TreeMap<>();
        samples.put("VectorRecord/empty", new VectorRecord(List.of()));
        samples.put("VectorRecord/three", new VectorRecord(List.of(0f, -1.5f, Float.MIN_VALUE)));
        samples.put("Latent/plain", new Latent(1, bytes(0, 127, 128, 255), 0.25f, null, 0xfedcba98));
        samples.put("Latent/corrected", new Latent(Integer.MAX_VALUE, bytes(), 3e38f, bytes(1, 2, 3), 0));
        samples.put("AnomalyAlert/plain", alert(null));
        samples.put("AnomalyAlert/with-vector", alert(List.of(0.5f, 0.75f)));
        samples.put("ModelChunk/three", new ModelChunk(bytes(1, 2, 255)));
        samples.put("ModelManifest/unsigned", manifest(null, null));
        samples.put("ModelManifest/signed", manifest(bytes(1, 2), bytes(3, 4)));
        samples.put("Rollout/first", new Rollout("digits", null, null, RolloutStage.NONE, 0, "new", WHEN, null));
        samples.put("Rollout/canary", new Rollout("digits", 2, 3, RolloutStage.CANARY, 10, "better", WHEN, 1));
        samples.put("QualityReport/one", report());
        samples.put("GroupWork/one", new GroupWork(Map.of("input.topic", "vectors"), WHEN));
        return samples;
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
                .build();
    }

    private static QualityReport report() {
        return new QualityReport(
                "digits",
                2,
                "host-1",
                WHEN,
                WHEN.plusSeconds(10),
                1_000L,
                3L,
                3_136_000L,
                75_000L,
                9_000_000L,
                12.5,
                List.of(0.1, 0.2),
                List.of(900L, 97L, 3L));
    }

    private static ByteBuffer bytes(int... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length);
        for (int value : values) {
            bytes.put((byte) value);
        }
        return bytes.flip();
    }
}
