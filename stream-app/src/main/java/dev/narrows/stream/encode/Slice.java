package dev.narrows.stream.encode;

import dev.narrows.schemas.ModelManifest;
import dev.narrows.schemas.onnx.Encoder;
import dev.narrows.schemas.registry.RegistryException;
import dev.narrows.schemas.vector.ReadResult;
import dev.narrows.schemas.vector.VectorReader;
import dev.narrows.stream.batch.Batch;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A slice of a batch on its way through the model: its values are read into the rows of a direct buffer [maxRows,
 * inputDim], and the model runs once over the rows that were filled. A value that cannot be read takes no row, so the
 * rows of the others stay in the order of their records.
 *
 * <p>The stream thread that owns it waits and looks at the results; what makes them may be another thread's, whichever
 * claims it first. Results hold until the next {@link #assign}. Allocates nothing for a readable record.
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
    private Batch batch = Batch.COMMIT;
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

    /** Whether it has the first records of its batch. */
    public boolean isFirst() {
        return from == 0;
    }

    /** Whether it has the last records of its batch. */
    public boolean isLast() {
        return from + count == batch.size();
    }

    /** The slice's i-th record. */
    public ConsumerRecord<byte[], ByteBuffer> record(int i) {
        return batch.records().get(from + i);
    }

    /** Timestamp for a record that has none, milliseconds since 1970. */
    public long time() {
        return batch.time();
    }

    /** Records of the slice. */
    public int count() {
        return count;
    }

    /**
     * Takes in a slice. Its records are not looked at before it is encoded.
     *
     * @param whole the batch
     * @param first index of the slice's first record
     * @param records of the slice, 1 to maxRows
     */
    void assign(Batch whole, int first, int records) {
        batch = whole;
        from = first;
        count = records;
    }

    /**
     * Encodes it on this thread, which waits for the registry where that is away.
     *
     * @throws RegistryException when a value's schema could not be had, for longer than is waited
     */
    void encode() {
        encode(this::readPatiently);
    }

    /** From here on it is encoded by whoever claims it first. */
    void queue() {
        failure = null;
        owner = Thread.currentThread();
        state.set(State.QUEUED);
    }

    /** Encodes it unless somebody does or did already. Never waits for the registry: that is its owner's. */
    void encodeIfQueued() {
        if (!state.compareAndSet(State.QUEUED, State.RUNNING)) {
            return;
        }
        Thread waits = owner;
        try {
            encode((value, why) -> {
                throw why;
            });
        } catch (RuntimeException | Error e) {
            // Its owner throws it.
            failure = e;
        }
        state.set(State.DONE);
        LockSupport.unpark(waits);
    }

    boolean isDone() {
        return state.get() == State.DONE;
    }

    /**
     * The owner has the results from here on. Where they could not be had because the registry is away, this thread
     * encodes it again, and waits.
     *
     * @throws RuntimeException what encoding threw, or an Error
     */
    void take() {
        state.set(State.IDLE);
        if (failure instanceof RegistryException) {
            encode();
        } else if (failure instanceof RuntimeException exception) {
            throw exception;
        } else if (failure instanceof Error error) {
            throw error;
        }
    }

    /** Takes it back, or waits until whoever has it is done, because its buffers may not be touched before. */
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

    /** What to do about a value whose schema the registry did not give. */
    @FunctionalInterface
    private interface Missing {
        ReadResult read(@Nullable ByteBuffer value, RegistryException why);
    }

    private void encode(Missing missing) {
        filled = 0;
        for (int i = 0; i < count; i++) {
            inputBytes.limit((filled + 1) * rowBytes).position(filled * rowBytes);
            ReadResult result = read(record(i).value(), missing);
            results[i] = result;
            if (result == ReadResult.Row.OK) {
                rows[i] = filled++;
            }
        }
        runNanos = 0;
        if (filled > 0) {
            long start = System.nanoTime();
            encoder.run(filled);
            runNanos = System.nanoTime() - start;
        }
    }

    private ReadResult read(@Nullable ByteBuffer value, Missing missing) {
        try {
            return reader.read(value, inputBytes);
        } catch (RegistryException e) {
            return missing.read(value, e);
        }
    }

    private ReadResult readPatiently(@Nullable ByteBuffer value, RegistryException first) {
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
