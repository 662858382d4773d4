package dev.narrows.stream.route;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.jspecify.annotations.Nullable;

/**
 * A value on its way to a sink, and the partition that it goes to: that of the input record, whatever its key. One
 * object for a whole task; a sink serializes it before forward returns, so it can be filled again for the next record.
 */
public final class Outgoing {

    private byte @Nullable [] value;
    private int partition;

    Outgoing() {}

    void set(byte @Nullable [] newValue, int newPartition) {
        value = newValue;
        partition = newPartition;
    }

    /** Takes the bytes out. Any thread. */
    public static final class Bytes implements Serializer<Outgoing> {

        @Override
        public byte @Nullable [] serialize(String topic, Outgoing outgoing) {
            return outgoing.value;
        }
    }

    /** Takes the partition out. Called by all stream threads. */
    public static final class SamePartition implements StreamPartitioner<byte[], Outgoing> {

        private volatile List<Optional<Set<Integer>>> answers = List.of();

        @Override
        public Optional<Set<Integer>> partitions(String topic, byte[] key, Outgoing outgoing, int count) {
            int partition = outgoing.partition;
            List<Optional<Set<Integer>>> known = answers;
            if (partition >= known.size()) {
                known = upTo(partition);
                answers = known;
            }
            return known.get(partition);
        }

        private static List<Optional<Set<Integer>>> upTo(int partition) {
            List<Optional<Set<Integer>>> all = new ArrayList<>();
            for (int i = 0; i <= partition; i++) {
                all.add(Optional.of(Set.of(i)));
            }
            return List.copyOf(all);
        }
    }
}
