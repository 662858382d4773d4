package dev.narrows.stream.quality;

import dev.narrows.schemas.ModelManifest;
import dev.narrows.schemas.QualityReport;
import dev.narrows.schemas.model.Baselines;
import dev.narrows.schemas.vector.value.Reason;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What records that one version was to encode came to, since the last report. For the thread of its task. */
public final class VersionWindow {

    private static final int REASONS = Reason.values().length;

    private final ModelManifest manifest;
    private final double[] bounds;
    private final long[] errors;
    private final long[] rejected = new long[REASONS];
    private final RowSample sample;
    private long records;
    private long alerts;
    private long bytesIn;
    private long bytesOut;
    private long encodeNanos;
    private double errorSum;
    private @Nullable PairedWindow paired;

    VersionWindow(ModelManifest manifest) {
        this.manifest = manifest;
        this.bounds = Baselines.errorBounds(manifest);
        this.errors = new long[bounds.length + 1];
        this.sample = new RowSample(manifest);
    }

    boolean isOf(ModelManifest other) {
        return manifest.getVersion() == other.getVersion();
    }

    /** Whether nothing is left to be told, so that a version out of service is forgotten. */
    boolean isSpent() {
        return records == 0 && paired == null && sample.rows() == 0;
    }

    /**
     * A record that became a latent.
     *
     * @param error finite
     * @param valueBytes of the record
     * @param latentBytes of the latent
     * @param alert whether it alerts
     */
    public void latent(float error, int valueBytes, int latentBytes, boolean alert) {
        records++;
        bytesIn += Math.max(0, valueBytes);
        bytesOut += latentBytes;
        errorSum += error;
        errors[Baselines.bin(bounds, error)]++;
        alerts += alert ? 1 : 0;
    }

    /**
     * A record that became a dead letter.
     *
     * @param reason why
     * @param valueBytes of the record, below 0 where it has no value
     */
    public void rejected(Reason reason, int valueBytes) {
        records++;
        bytesIn += Math.max(0, valueBytes);
        rejected[reason.ordinal()]++;
    }

    /** A run of the model. */
    public void ran(long nanos) {
        encodeNanos += nanos;
    }

    /** Whether the row that comes next is to be sampled; asked once for each row that became a latent. */
    public boolean wantsSample() {
        return sample.wantsRow();
    }

    /**
     * A sampled row.
     *
     * @param codes codeBytes from {@code at}
     * @param vector of the row, inputDim values in raw units
     */
    public void sample(ByteBuffer codes, int at, float[] vector) {
        sample.add(codes, at, vector);
    }

    /**
     * What this version, on trial, and the stable one make of the same rows. Of two that were stable since the last report
     * only the later one's rows are told.
     */
    public PairedWindow paired(ModelManifest stable) {
        PairedWindow window = paired;
        if (window == null || !window.isOf(stable)) {
            window = new PairedWindow(stable, manifest);
            paired = window;
        }
        return window;
    }

    @Nullable
    QualityReport drain(QualityCollector.Source source, Instant start, Instant end) {
        boolean samples = sample.isComplete(start);
        if (records == 0 && paired == null && !samples) {
            return null;
        }
        QualityReport report = new QualityReport(
                manifest.getName(),
                manifest.getVersion(),
                source.instance(),
                start,
                end,
                records,
                alerts,
                bytesIn,
                bytesOut,
                encodeNanos,
                errorSum,
                Arrays.stream(bounds).boxed().toList(),
                Arrays.stream(errors).boxed().toList(),
                source.topic(),
                source.partition(),
                deadLetters(),
                rejected[Reason.OUT_OF_RANGE.ordinal()],
                rejected[Reason.FAILED.ordinal()],
                samples ? sample.codes() : null,
                paired == null ? null : paired.evidence(records > 0 ? "canary" : "shadow"),
                samples ? sample.features() : null,
                List.of());
        clear(samples);
        return report;
    }

    private Map<String, Long> deadLetters() {
        Map<String, Long> letters = new HashMap<>();
        for (Reason reason : Reason.values()) {
            if (rejected[reason.ordinal()] > 0) {
                letters.put(reason.label(), rejected[reason.ordinal()]);
            }
        }
        return letters;
    }

    private void clear(boolean samples) {
        Arrays.fill(errors, 0);
        Arrays.fill(rejected, 0);
        records = 0;
        alerts = 0;
        bytesIn = 0;
        bytesOut = 0;
        encodeNanos = 0;
        errorSum = 0;
        paired = null;
        if (samples) {
            sample.clear();
        }
    }
}
