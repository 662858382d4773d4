package dev.narrows.stream.batch;

import java.time.InstantSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.TimestampExtractor;

/**
 * The time of a record as the topology knows it: its own; where it has none, the latest of its partition; before there
 * is any, now. Some producers write records without a timestamp, and Streams' own extractors drop those or stop at
 * them. Stateless; any thread.
 */
public final class InputTime implements TimestampExtractor {

    private final InstantSource clock;

    /** With the system's clock; Kafka Streams makes it by name. */
    public InputTime() {
        this(InstantSource.system());
    }

    /** @param clock for records of a partition whose time is not known yet */
    InputTime(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
        if (record.timestamp() >= 0) {
            return record.timestamp();
        }
        return partitionTime >= 0 ? partitionTime : clock.millis();
    }
}
