package dev.narrows.schemas.topic;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * A topic of one partition in memory, with what transactions do to it: records of an open one hold read_committed
 * readers back, those of an aborted one are skipped, each end takes an offset, and a new producer of a transactional id
 * aborts what the one before had open. Any thread.
 */
public final class FakeTopic {

    private enum State {
        OPEN,
        COMMITTED,
        ABORTED,
        MARKER
    }

    private static final class Entry {
        private final ConsumerRecord<byte[], byte[]> record;
        private State state;

        private Entry(ConsumerRecord<byte[], byte[]> record, State state) {
            this.record = record;
            this.state = state;
        }
    }

    private final String name;
    private final List<Entry> log = new ArrayList<>();
    private final Map<String, FakeProducer> owners = new HashMap<>();
    private final List<Runnable> lateEnds = new ArrayList<>();
    private boolean late;
    private KafkaException down;
    private Function<String, KafkaException> fencing = ProducerFencedException::new;

    public FakeTopic(String name) {
        this.name = name;
    }

    /** From here on the broker tells a fenced producer in that way. */
    public void fencesWith(Function<String, KafkaException> how) {
        fencing = how;
    }

    /** A new consumer; close it. */
    public Consumer<byte[], byte[]> consumer(IsolationLevel isolation) {
        return new FakeConsumer(this, isolation);
    }

    /** A new producer with a transactional id. */
    public Producer<byte[], byte[]> producer(String transactionalId) {
        return new FakeProducer(transactionalId);
    }

    /** A new producer without transactions. */
    public Producer<byte[], byte[]> producer() {
        return new FakeProducer(null);
    }

    /** Writes a record as it is, without a transaction. */
    public synchronized long put(byte[] key, byte[] value) {
        return add(key, value, State.COMMITTED);
    }

    /** Deletes the topic and makes it anew. */
    public synchronized void makeAnew() {
        log.clear();
    }

    /** From now on requests that wait for the broker throw this; null makes it come back. */
    public synchronized void down(KafkaException reason) {
        down = reason;
        notifyAll();
    }

    /** From now on transactions end for readers only when {@link #endTransactions} is called, after their commit. */
    public synchronized void endTransactionsLate() {
        late = true;
    }

    /** Ends for readers what has been committed. */
    public synchronized void endTransactions() {
        late = false;
        lateEnds.forEach(Runnable::run);
        lateEnds.clear();
        notifyAll();
    }

    /** Whether something has been committed that readers do not see yet. */
    public synchronized boolean hasLateEnds() {
        return !lateEnds.isEmpty();
    }

    /** Records that a reader would see now. */
    public synchronized List<ConsumerRecord<byte[], byte[]>> records(IsolationLevel isolation) {
        return visible(0, isolation);
    }

    String name() {
        return name;
    }

    synchronized long end(IsolationLevel isolation) {
        requireUp();
        return isolation == IsolationLevel.READ_UNCOMMITTED ? log.size() : stable();
    }

    synchronized List<ConsumerRecord<byte[], byte[]>> visible(long from, IsolationLevel isolation) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        long end = isolation == IsolationLevel.READ_UNCOMMITTED ? log.size() : stable();
        for (long offset = from; offset < end; offset++) {
            Entry entry = log.get((int) offset);
            boolean seen = isolation == IsolationLevel.READ_UNCOMMITTED || entry.state == State.COMMITTED;
            if (seen && entry.state != State.MARKER) {
                records.add(entry.record);
            }
        }
        return records;
    }

    /** Waits until there is something to do, for at most a time. */
    synchronized void await(BooleanSupplier something, Duration timeout) throws InterruptedException {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (!something.getAsBoolean() && System.nanoTime() < deadline) {
            wait(1);
        }
    }

    synchronized boolean isDown() {
        return down != null;
    }

    private long stable() {
        for (int offset = 0; offset < log.size(); offset++) {
            if (log.get(offset).state == State.OPEN) {
                return offset;
            }
        }
        return log.size();
    }

    private long add(byte[] key, byte[] value, State state) {
        log.add(new Entry(new ConsumerRecord<>(name, 0, log.size(), key, value), state));
        notifyAll();
        return log.size() - 1L;
    }

    private void requireUp() {
        if (down != null) {
            throw down;
        }
    }

    private final class FakeProducer extends MockProducer<byte[], byte[]> {
        private final String transactionalId;
        private final List<Entry> open = new ArrayList<>();

        private FakeProducer(String transactionalId) {
            super(true, null, new ByteArraySerializer(), new ByteArraySerializer());
            this.transactionalId = transactionalId;
        }

        @Override
        public void initTransactions() {
            synchronized (FakeTopic.this) {
                requireUp();
                FakeProducer before = owners.put(transactionalId, this);
                if (before != null) {
                    before.end(State.ABORTED);
                }
            }
        }

        @Override
        public void beginTransaction() {
            requireOwner();
        }

        @Override
        public Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record) {
            synchronized (FakeTopic.this) {
                requireUp();
                if (transactionalId != null) {
                    requireOwner();
                }
                long offset = add(record.key(), record.value(), transactionalId == null ? State.COMMITTED : State.OPEN);
                if (transactionalId != null) {
                    open.add(log.get((int) offset));
                }
                return CompletableFuture.completedFuture(new RecordMetadata(
                        new TopicPartition(name, 0), offset, 0, 0, record.key().length, record.value().length));
            }
        }

        @Override
        public void commitTransaction() {
            synchronized (FakeTopic.this) {
                requireUp();
                requireOwner();
                if (late) {
                    lateEnds.add(() -> end(State.COMMITTED));
                } else {
                    end(State.COMMITTED);
                }
            }
        }

        @Override
        public void abortTransaction() {
            synchronized (FakeTopic.this) {
                requireUp();
                requireOwner();
                end(State.ABORTED);
            }
        }

        private void end(State state) {
            if (!open.isEmpty()) {
                open.forEach(entry -> entry.state = state);
                open.clear();
                add(null, null, State.MARKER);
            }
        }

        private void requireOwner() {
            if (owners.get(transactionalId) != this) {
                throw fencing.apply("fenced: " + transactionalId);
            }
        }
    }
}
