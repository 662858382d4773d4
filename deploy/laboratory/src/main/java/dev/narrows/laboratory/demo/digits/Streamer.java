package dev.narrows.laboratory.demo.digits;

import dev.narrows.schemas.pace.Pace;
import dev.narrows.schemas.produce.VectorProducer;
import dev.narrows.schemas.produce.VectorWriter;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.common.KafkaException;

/**
 * Sends the planned stream on a thread of its own, {@code demo-stream}: at a pace, and from the
 * records on that are held back in a trickle, until it is told to hurry. Keys are the record's number in four bytes, from {@code firstKey} on.
 * {@link #close} ends the thread.
 */
public final class Streamer implements AutoCloseable {
    private static final Duration TRICKLE = Duration.ofMillis(50);
    private static final double HURRY_PER_SECOND = 4_000;

    private final StreamPlan plan;
    private final int firstKey;
    private final VectorProducer producer;
    private final VectorWriter writer;
    private final Thread thread = new Thread(this::run, "demo-stream");
    private final AtomicReference<RuntimeException> failure = new AtomicReference<>();
    private volatile Pace pace = new Pace(HURRY_PER_SECOND);
    private volatile int holdBack;
    private volatile boolean hurried;
    private volatile boolean closed;
    private volatile int sent;

    public Streamer(StreamPlan plan, int firstKey, VectorProducer producer, VectorWriter writer) {
        this.plan = plan;
        this.firstKey = firstKey;
        this.producer = producer;
        this.writer = writer;
    }

    /**
     * Starts to send.
     *
     * @param perSecond pace until it is told to hurry
     * @param heldBack records that wait for that, but for a trickle that keeps the stream alive
     */
    public void start(double perSecond, int heldBack) {
        pace = new Pace(perSecond);
        holdBack = heldBack;
        thread.start();
    }

    /** Another pace, and fewer records held back. */
    public void goOn(double perSecond, int heldBack) {
        pace = new Pace(perSecond);
        holdBack = heldBack;
    }

    /** Full speed from here on. */
    public void hurry() {
        hurried = true;
        pace = new Pace(HURRY_PER_SECOND);
    }

    public int sent() {
        return sent;
    }

    /** Waits until everything is sent and acknowledged; throws what kept it from that. */
    public void awaitEnd() throws InterruptedException {
        thread.join();
        RuntimeException failed = failure.get();
        if (failed != null) {
            throw failed;
        }
        producer.flush();
    }

    private void run() {
        try {
            for (int i = 0; i < plan.records() && !closed; i++) {
                if (!hurried && i >= plan.records() - holdBack) {
                    LockSupport.parkNanos(TRICKLE.toNanos());
                } else {
                    pace.await();
                }
                producer.send(DemoKey.bytes(firstKey + i), value(i));
                sent = i + 1;
            }
        } catch (KafkaException failed) {
            failure.set(failed);
        }
    }

    private byte[] value(int index) {
        return plan.kind(index) == Kind.GARBAGE ? plan.garbage(index) : writer.write(plan.vector(index));
    }

    @Override
    public void close() throws InterruptedException {
        closed = true;
        thread.interrupt();
        thread.join();
    }
}
