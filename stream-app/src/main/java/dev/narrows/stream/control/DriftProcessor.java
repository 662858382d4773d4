package dev.narrows.stream.control;

import dev.narrows.schemas.QualityReport;
import dev.narrows.stream.drift.DriftReports;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Looks for drift in the quality reports of one model, and writes what it finds as one more of them. For its task's thread. */
final class DriftProcessor implements Processor<byte[], byte[], byte[], QualityReport> {

    private final String model;
    private final String topic;
    private final Deserializer<QualityReport> reports;
    private final DriftReports drift;
    private @Nullable ProcessorContext<byte[], QualityReport> context;

    /**
     * @param model whose reports count
     * @param topic of reports
     */
    DriftProcessor(String model, String topic, Deserializer<QualityReport> reports, DriftReports drift) {
        this.model = model;
        this.topic = topic;
        this.reports = reports;
        this.drift = drift;
    }

    @Override
    public void init(ProcessorContext<byte[], QualityReport> taskContext) {
        context = taskContext;
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        boolean ours = record.key() != null && model.equals(new String(record.key(), StandardCharsets.UTF_8));
        if (!ours || record.value() == null) {
            return;
        }
        try {
            drift.see(reports.deserialize(topic, record.value()))
                    .ifPresent(found -> tell(record.key(), found, record.timestamp()));
        } catch (SerializationException e) {
            // The decider reads the same record and says so.
        }
    }

    private void tell(byte[] key, QualityReport found, long timestamp) {
        Objects.requireNonNull(context).forward(new Record<>(key, found, timestamp));
    }
}
