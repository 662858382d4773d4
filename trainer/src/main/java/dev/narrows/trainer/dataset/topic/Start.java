package dev.narrows.trainer.dataset.topic;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;

/** Finds where in each partition to start reading. */
final class Start {

    private Start() {}

    /** Offset to start at by partition; the end of it where nothing of it is wanted. */
    static Map<TopicPartition, Long> of(
            Consumer<?, ?> consumer, Map<TopicPartition, Long> ends, TopicSettings settings) {
        Map<TopicPartition, Long> starts = new HashMap<>(consumer.beginningOffsets(ends.keySet()));
        settings.since().ifPresent(time -> {
            Map<TopicPartition, Long> times = new HashMap<>();
            ends.keySet().forEach(partition -> times.put(partition, time.toEpochMilli()));
            Map<TopicPartition, OffsetAndTimestamp> found = consumer.offsetsForTimes(times);
            starts.replaceAll((partition, start) -> {
                OffsetAndTimestamp first = found.get(partition);
                return first == null ? ends.getOrDefault(partition, 0L) : Math.max(start, first.offset());
            });
        });
        settings.last().ifPresent(last -> keepLast(starts, ends, last));
        return starts;
    }

    /** Shares {@code last} evenly; what a short partition leaves goes to the longer ones. */
    private static void keepLast(Map<TopicPartition, Long> starts, Map<TopicPartition, Long> ends, long last) {
        Map<TopicPartition, Long> lengths = new HashMap<>();
        ends.forEach((partition, end) -> lengths.put(partition, end - starts.getOrDefault(partition, end)));
        List<Map.Entry<TopicPartition, Long>> shortestFirst = new ArrayList<>(lengths.entrySet());
        shortestFirst.sort(Map.Entry.<TopicPartition, Long>comparingByValue()
                .thenComparing(Map.Entry.comparingByKey(Comparator.comparingInt(TopicPartition::partition))));
        long left = last;
        int waiting = shortestFirst.size();
        for (Map.Entry<TopicPartition, Long> partition : shortestFirst) {
            long share = Math.min(partition.getValue(), (left + waiting - 1) / waiting);
            starts.put(partition.getKey(), ends.getOrDefault(partition.getKey(), share) - share);
            left -= share;
            waiting--;
        }
    }
}
