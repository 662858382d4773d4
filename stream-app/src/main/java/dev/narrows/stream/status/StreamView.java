package dev.narrows.stream.status;

import java.util.List;
import java.util.Locale;
import org.apache.kafka.common.Metric;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.TaskMetadata;
import org.apache.kafka.streams.ThreadMetadata;

/**
 * How the stream of this process is.
 *
 * @param state of all of it
 * @param rebalances that its threads went through
 * @param threads each
 */
public record StreamView(String state, long rebalances, List<ThreadView> threads) {

    private static final String REBALANCES = "rebalance-total";

    /**
     * One stream thread.
     *
     * @param name as in the log
     * @param state it is in
     * @param partitions of the input that it works on
     */
    public record ThreadView(String name, String state, List<Integer> partitions) {}

    static StreamView of(KafkaStreams streams) {
        return new StreamView(
                streams.state().name().toLowerCase(Locale.ROOT),
                rebalances(streams),
                streams.metadataForLocalThreads().stream()
                        .sorted((a, b) -> a.threadName().compareTo(b.threadName()))
                        .map(StreamView::thread)
                        .toList());
    }

    private static ThreadView thread(ThreadMetadata thread) {
        return new ThreadView(
                thread.threadName(),
                thread.threadState().toLowerCase(Locale.ROOT),
                thread.activeTasks().stream()
                        .map(TaskMetadata::taskId)
                        .map(id -> id.partition())
                        .sorted()
                        .toList());
    }

    private static long rebalances(KafkaStreams streams) {
        double sum = 0;
        for (Metric metric : streams.metrics().values()) {
            if (metric.metricName().name().equals(REBALANCES)
                    && metric.metricValue() instanceof Number number
                    && !Double.isNaN(number.doubleValue())) {
                sum += number.doubleValue();
            }
        }
        return (long) sum;
    }
}
