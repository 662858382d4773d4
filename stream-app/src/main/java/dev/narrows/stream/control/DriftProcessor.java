package dev.narrows.stream.control;

import dev.narrows.schemas.QualityReport;
import dev.narrows.stream.drift.DriftReports;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Looks for drift in the quality reports of one model, and writes what it finds as one more of them. A group begins at the
 * start of the topic; reports of windows that were over when it first ran were for whoever looked before, and are passed
 * over. Windows are of the clock at the commit, not of the records' times, so drift of replayed records is told. For its
 * task's thread.
 */
final class DriftProcessor implements Processor<byte[], byte[], byte[], QualityReport> {

    /** Among the rollouts: no model has such a name. */
    private static final String SINCE = "@drift-since";

    private final String model;
    private final String topic;
    private final Deserializer<QualityReport> reports;
    private final DriftReports drift;
    private final Instant created;
    private @Nullable ProcessorContext<byte[], QualityReport> context;
    private @Nullable KeyValueStore<String, byte[]> store;

    /**
     * @param model whose reports count
     * @param topic of reports
     */
    DriftProcessor(
            String model, String topic, Deserializer<QualityReport> reports, DriftReports drift, InstantSource clock) {
        this.model = model;
        this.topic = topic;
        this.reports = reports;
        this.drift = drift;
        this.created = clock.instant();
    }

    @Override
    public void init(ProcessorContext<byte[], QualityReport> taskContext) {
        context = taskContext;
        store = taskContext.getStateStore(ControlProcessor.STORE);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        boolean ours = record.key() != null && model.equals(new String(record.key(), StandardCharsets.UTF_8));
        if (!ours || record.value() == null) {
            return;
        }
        try {
            QualityReport report = reports.deserialize(topic, record.value());
            if (report.getWindowEnd().isAfter(since())) {
                drift.see(report).ifPresent(found -> tell(record.key(), found, record.timestamp()));
            }
        } catch (SerializationException e) {
            // The decider reads the same record and says so.
        }
    }

    /** When the group first ran. Written with a record, because what is written without one is not committed. */
    private Instant since() {
        KeyValueStore<String, byte[]> kept = Objects.requireNonNull(store);
        byte[] since = kept.get(SINCE);
        if (since != null) {
            return Instant.ofEpochMilli(ByteBuffer.wrap(since).getLong());
        }
        kept.put(
                SINCE,
                ByteBuffer.allocate(Long.BYTES).putLong(created.toEpochMilli()).array());
        return created;
    }

    private void tell(byte[] key, QualityReport found, long timestamp) {
        Objects.requireNonNull(context).forward(new Record<>(key, found, timestamp));
    }
}
