package dev.narrows.schemas.topic;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;

/** A consumer of a {@link FakeTopic}: what {@link TopicReader} uses of one, and waiting as a real one does. */
final class FakeConsumer extends MockConsumer<byte[], byte[]> {

    private static final int MAX_POLL_RECORDS = 3;

    private final FakeTopic topic;
    private final IsolationLevel isolation;
    private final TopicPartition partition;
    private long next;
    private volatile boolean wokenUp;

    FakeConsumer(FakeTopic topic, IsolationLevel isolation) {
        super("earliest");
        this.topic = topic;
        this.isolation = isolation;
        this.partition = new TopicPartition(topic.name(), 0);
    }

    @Override
    public synchronized ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
        long end = topic.isDown() ? 0 : topic.end(isolation);
        if (next >= end) {
            pause(timeout);
            return ConsumerRecords.empty();
        }
        List<ConsumerRecord<byte[], byte[]>> visible = topic.visible(next, isolation);
        List<ConsumerRecord<byte[], byte[]>> some = visible.subList(0, Math.min(MAX_POLL_RECORDS, visible.size()));
        next = some.size() == visible.size() ? end : some.get(some.size() - 1).offset() + 1;
        return new ConsumerRecords<>(Map.of(partition, some), Map.of());
    }

    @Override
    public synchronized Map<TopicPartition, Long> endOffsets(Collection<TopicPartition> partitions) {
        Map<TopicPartition, Long> ends = new HashMap<>();
        partitions.forEach(each -> ends.put(each, topic.end(isolation)));
        return ends;
    }

    @Override
    public synchronized long position(TopicPartition of) {
        return next;
    }

    @Override
    public synchronized void seek(TopicPartition of, long offset) {
        next = offset;
    }

    @Override
    public synchronized void seekToBeginning(Collection<TopicPartition> partitions) {
        next = 0;
    }

    // Not synchronized: it comes from another thread, while this one waits in poll.
    @Override
    @SuppressWarnings("UnsynchronizedOverridesSynchronized")
    public void wakeup() {
        wokenUp = true;
    }

    private void pause(Duration timeout) {
        try {
            topic.await(() -> wokenUp || (!topic.isDown() && topic.end(isolation) > next), timeout);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
        if (wokenUp) {
            wokenUp = false;
            throw new WakeupException();
        }
    }
}
