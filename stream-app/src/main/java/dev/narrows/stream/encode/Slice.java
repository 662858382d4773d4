package dev.narrows.stream.encode;

import dev.narrows.schemas.ModelManifest;
import dev.narrows.schemas.onnx.Encoder;
import dev.narrows.schemas.registry.RegistryException;
import dev.narrows.schemas.vector.ReadResult;
import dev.narrows.schemas.vector.VectorReader;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A slice of a batch on its way through the model: its values are read into the rows of a direct buffer [maxRows,
 * inputDim], and the model runs once over the rows that were filled. A value that cannot be read takes no row, so the
 * rows of the others stay in the order of their records.
 *
 * <p>The stream thread that owns it reads, waits and looks at the results; the run may be another thread's, whichever
 * claims it first. Results hold until the next {@link #read}. Allocates nothing for a readable record.
 */
public final class Slice {

    private enum State {
        IDLE,
        QUEUED,
        RUNNING,
        DONE
    }

    private final ModelManifest manifest;
    private final Encoder encoder;
    private final VectorReader reader;
    private final RegistryWait registry;
    private final FloatBuffer input;
    private final ByteBuffer inputBytes;
    private final int rowBytes;
    private final int inputDim;
    private final float threshold;
    private final ReadResult[] results;
    private final int[] rows;
    private final AtomicReference<State> state = new AtomicReference<>(State.IDLE);
    private int from;
    private int count;
    private int filled;
    private long runNanos;
    private Throwable failure;
    private volatile Thread owner;

    Slice(ModelManifest manifest, Encoder encoder, VectorReader reader, RegistryWait registry, int maxRows) {
        this.manifest = manifest;
        this.encoder = encoder;
        this.reader = reader;
        this.registry = registry;
        this.input = encoder.input();
        this.inputBytes = encoder.inputBytes();
        this.inputDim = manifest.getInputDim();
        this.rowBytes = inputDim * Float.BYTES;
        this.threshold = manifest.getThreshold();
        this.results = new ReadResult[maxRows];
        this.rows = new int[maxRows];
    }

    /** The model's manifest. */
    public ModelManifest manifest() {
        return manifest;
    }

    /** The error above which a vector is anomalous. */
    public float threshold() {
        return threshold;
    }

    /** Index in the batch of the slice's first record. */
    public int from() {
        return from;
    }

    /** Records of the slice. */
    public int count() {
        return count;
    }

    /**
     * Takes in a slice: reads its records' values.
     *
     * @param batch the batch
     * @param first index of the slice's first record
     * @param records of the slice, 1 to maxRows
     * @throws RegistryException when a value's schema could not be had, for longer than is waited
     */
    void read(List<ConsumerRecord<byte[], byte[]>> batch, int first, int records) {
        from = first;
        count = records;
        filled = 0;
        for (int i = 0; i < records; i++) {
            inputBytes.limit((filled + 1) * rowBytes).position(filled * rowBytes);
            ReadResult result = read(batch.get(first + i).value());
            results[i] = result;
            if (result == ReadResult.Row.OK) {
                rows[i] = filled++;
            }
        }
    }

    /** Runs the model over what was read, on this thread. */
    void run() {
        runNanos = 0;
        if (filled > 0) {
            long start = System.nanoTime();
            encoder.run(filled);
            runNanos = System.nanoTime() - start;
        }
    }

    /** From here on the run is anybody's who claims it first. */
    void queue() {
        failure = null;
        owner = Thread.currentThread();
        state.set(State.QUEUED);
    }

    /** Runs it unless somebody does or did already; whether it was this thread. */
    boolean runIfQueued() {
        if (!state.compareAndSet(State.QUEUED, State.RUNNING)) {
            return false;
        }
        Thread waits = owner;
        try {
            run();
        } catch (RuntimeException | Error e) {
            // Its owner throws it.
            failure = e;
        }
        state.set(State.DONE);
        LockSupport.unpark(waits);
        return true;
    }

    boolean isDone() {
        return state.get() == State.DONE;
    }

    /**
     * The owner has the results from here on.
     *
     * @throws RuntimeException what the run threw, or an Error
     */
    void take() {
        state.set(State.IDLE);
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure instanceof RuntimeException exception) {
            throw exception;
        }
    }

    /** Takes it back unrun, or waits until its run is over, because its buffers may not be touched before. */
    void abandon() {
        if (!state.compareAndSet(State.QUEUED, State.IDLE)) {
            while (state.get() == State.RUNNING) {
                LockSupport.park(this);
            }
            state.set(State.IDLE);
        }
    }

    /** What became of reading the slice's i-th record. */
    public ReadResult result(int i) {
        return results[i];
    }

    /** The row of the slice's i-th record, which was readable; its code is the row-th in {@link #codes}. */
    public int row(int i) {
        return rows[i];
    }

    /** Rows that the model ran over, 0 where it did not. */
    public int filledRows() {
        return filled;
    }

    /** Nanoseconds that the run took. */
    public long runNanos() {
        return runNanos;
    }

    /** The reconstruction error of a row, in the model's metric; not finite where the vector was not. */
    public float error(int row) {
        return encoder.errors().get(row);
    }

    /** The codes of all rows, codeBytes each. */
    public ByteBuffer codes() {
        return encoder.codes();
    }

    /** A copy of a row's vector, inputDim values. */
    public float[] vector(int row) {
        float[] vector = new float[inputDim];
        input.get(row * inputDim, vector);
        return vector;
    }

    /** What each feature adds to a row's error, as shares of it; empty where the model does not tell. */
    public float[] contributions(int row) {
        return encoder.contributions(row);
    }

    void free() {
        encoder.close();
    }

    private ReadResult read(byte[] value) {
        try {
            return reader.read(value, inputBytes);
        } catch (RegistryException e) {
            return readPatiently(value, e);
        }
    }

    private ReadResult readPatiently(byte[] value, RegistryException first) {
        RegistryWait.Attempt attempt = registry.begin();
        RegistryException last = first;
        while (true) {
            attempt.pause(last);
            try {
                ReadResult result = reader.read(value, inputBytes);
                attempt.answered();
                return result;
            } catch (RegistryException e) {
                last = e;
            }
        }
    }
}
