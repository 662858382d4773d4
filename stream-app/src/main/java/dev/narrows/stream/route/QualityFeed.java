package dev.narrows.stream.route;

import dev.narrows.schemas.QualityReport;
import dev.narrows.schemas.registry.RecordSerializer;
import dev.narrows.schemas.vector.value.Reason;
import dev.narrows.stream.compare.Pairs;
import dev.narrows.stream.encode.Encoded;
import dev.narrows.stream.encode.Slice;
import dev.narrows.stream.quality.PairedWindow;
import dev.narrows.stream.quality.QualityCollector;
import dev.narrows.stream.quality.VersionWindow;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Counts what becomes of a task's slices, by model version, and forwards that as quality reports, all to the first partition
 * of their topic. For the thread of its task.
 */
public final class QualityFeed {

    private static final int PARTITION = 0;

    private final ProcessorContext<byte[], Outgoing> context;
    private final QualityFormat format;
    private final RecordSerializer<QualityReport> serializer;
    private final QualityCollector collector;
    private final Outgoing outgoing = new Outgoing();

    /**
     * @param context what to forward to
     * @param format how reports are written
     * @param clock says in which window they are written
     */
    public QualityFeed(ProcessorContext<byte[], Outgoing> context, QualityFormat format, Clock clock) {
        this.context = context;
        this.format = format;
        this.serializer = RecordSerializer.withId(format.schemaId(), QualityReport.getClassSchema());
        this.collector = new QualityCollector(
                new QualityCollector.Source(
                        format.instance(), format.inputTopic(), context.taskId().partition()),
                clock);
    }

    /** What the models did with a slice. */
    void ran(Slice slice) {
        for (Encoded version : slice.versions()) {
            if (version.rows() > 0) {
                window(version).ran(version.runNanos());
            }
        }
        Pairs pairs = slice.pairs();
        Encoded candidate = slice.candidate();
        if (pairs == null || candidate == null || pairs.isEmpty()) {
            return;
        }
        PairedWindow paired = window(candidate).paired(slice.stable().manifest());
        for (int i = 0; i < pairs.count(); i++) {
            paired.pair(pairs.stableError(i), pairs.candidateError(i), pairs.stableAlert(i), pairs.candidateAlert(i));
        }
        for (int i = 0; i < pairs.stableOnlyFailures(); i++) {
            paired.failed(true, false);
        }
        for (int i = 0; i < pairs.candidateOnlyFailures(); i++) {
            paired.failed(false, true);
        }
        paired.times(pairs.stableNanos(), pairs.candidateNanos());
    }

    /** The slice's i-th record became a latent. */
    void latent(Slice slice, int i, int latentBytes, boolean alert) {
        Encoded version = slice.by(i);
        VersionWindow window = window(version);
        window.latent(slice.error(i), slice.record(i).serializedValueSize(), latentBytes, alert);
        if (window.wantsSample()) {
            int codeBytes = version.manifest().getCodeBytes();
            window.sample(version.codes(), slice.row(i) * codeBytes, slice.vector(i));
        }
    }

    /** The slice's i-th record became a dead letter. */
    void rejected(Slice slice, int i, Reason reason) {
        window(slice.by(i)).rejected(reason, slice.record(i).serializedValueSize());
    }

    /** Forwards what was counted since the last call; to be called before a commit, when nothing is in work. */
    public void report() {
        collector.drain(report -> {
            outgoing.set(serializer.serialize(format.topic(), report), PARTITION);
            byte[] key = report.getModelName().getBytes(StandardCharsets.UTF_8);
            long written = report.getWindowStart().toEpochMilli();
            context.forward(new Record<>(key, outgoing, written), Route.QUALITY.node());
        });
    }

    private VersionWindow window(Encoded version) {
        return collector.of(version.manifest());
    }
}
