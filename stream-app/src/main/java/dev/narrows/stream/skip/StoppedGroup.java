package dev.narrows.stream.skip;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.InterruptException;

/** Where a group stands that nobody is in. Any thread. */
final class StoppedGroup implements AutoCloseable {

    private final Admin admin;
    private final String group;

    private StoppedGroup(Admin admin, String group) {
        this.admin = admin;
        this.group = group;
    }

    static StoppedGroup open(Map<String, Object> client, String group) {
        return new StoppedGroup(Admin.create(client), group);
    }

    /** @throws IllegalStateException when it has some, whichever protocol they speak */
    void requireNoMembers() {
        int members = members(Objects.requireNonNull(admin.describeConsumerGroups(List.of(group))
                                .describedGroups()
                                .get(group))
                        .thenApply(described -> described.members().size()))
                + members(Objects.requireNonNull(admin.describeStreamsGroups(List.of(group))
                                .describedGroups()
                                .get(group))
                        .thenApply(described -> described.members().size()));
        if (members > 0) {
            throw new IllegalStateException(
                    "group " + group + ": " + members + " members (expected: none; stop the service first)");
        }
    }

    /** The offset that it reads next: the first there is where it has committed none. */
    long position(TopicPartition partition) {
        OffsetAndMetadata committed = await(
                        admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata())
                .get(partition);
        return committed == null ? offset(partition, OffsetSpec.earliest()) : committed.offset();
    }

    long end(TopicPartition partition) {
        return offset(partition, OffsetSpec.latest());
    }

    @Override
    public void close() {
        admin.close();
    }

    private long offset(TopicPartition partition, OffsetSpec which) {
        return await(admin.listOffsets(Map.of(partition, which)).partitionResult(partition))
                .offset();
    }

    private static int members(KafkaFuture<Integer> members) {
        try {
            return await(members);
        } catch (GroupIdNotFoundException e) {
            // Not a group of that protocol.
            return 0;
        }
    }

    private static <T> T await(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new KafkaException(e.getCause());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }
}
