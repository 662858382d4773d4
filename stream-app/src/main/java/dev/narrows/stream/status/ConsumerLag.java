package dev.narrows.stream.status;

import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import org.apache.kafka.common.Metric;
import org.apache.kafka.streams.KafkaStreams;

/**
 * How many records the consumers of a stream have before them, by their own metrics. These count from the position, which
 * passes transaction markers and deleted records, to the last stable offset; a group's committed offset does not, so a lag
 * that is counted from there never becomes 0 behind a transactional producer. Any thread.
 */
final class ConsumerLag {

    static final ConsumerLag NONE = new ConsumerLag(List::of);

    private static final String OF_A_PARTITION = "records-lag";
    private static final String PARTITION = "partition";

    private final Supplier<Collection<? extends Metric>> metrics;

    /** @param metrics of the consumers, asked anew each time */
    ConsumerLag(Supplier<Collection<? extends Metric>> metrics) {
        this.metrics = metrics;
    }

    static ConsumerLag of(KafkaStreams streams) {
        return new ConsumerLag(() -> streams.metrics().values());
    }

    /** The sum over partitions, 0 or more; a partition that was never fetched counts as 0. */
    double records() {
        double sum = 0;
        for (Metric metric : metrics.get()) {
            if (metric.metricName().name().equals(OF_A_PARTITION)
                    && metric.metricName().tags().containsKey(PARTITION)
                    && metric.metricValue() instanceof Double lag
                    && lag > 0) {
                sum += lag;
            }
        }
        return sum;
    }
}
