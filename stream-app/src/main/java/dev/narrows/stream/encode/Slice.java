package dev.narrows.stream.encode;

import dev.narrows.schemas.ModelManifest;
import dev.narrows.schemas.onnx.Encoder;
import dev.narrows.schemas.registry.RegistryException;
import dev.narrows.schemas.vector.ReadResult;
import dev.narrows.stream.batch.Batch;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A slice of a batch on its way through the model, and what became of each of its records.
 *
 * <p>The stream thread that owns it waits and looks at the results; what makes them may be another thread's, whichever
 * claims it first, in a {@link Workspace} of that thread's. Results hold until {@link #forget}.
 */
public final class Slice {

    private enum State {
        IDLE,
        QUEUED,
        RUNNING,
        DONE
    }

    private final ModelManifest manifest;
    private final Workspaces ownersWorkspaces;
    private final Workspaces workersWorkspaces;
    private final float threshold;
    private final ReadResult[] results;
    private final int[] rows;
    private final ByteBuffer codes;
    private final float[] errors;
    private final byte[][] corrections;
    private final AtomicReference<State> state = new AtomicReference<>(State.IDLE);
    private boolean corrected;
    private Batch batch = Batch.COMMIT;
    private int from;
    private int count;
    private int filled;
    private long runNanos;
    private Throwable failure;
    private volatile Thread owner;

    /**
     * @param owners workspaces of stream threads
     * @param workers workspaces of others
     * @param maxRows most records
     */
    Slice(ModelManifest manifest, Workspaces owners, Workspaces workers, int maxRows) {
        this.manifest = manifest;
        this.ownersWorkspaces = owners;
        this.workersWorkspaces = workers;
        this.threshold = manifest.getThreshold();
        this.results = new ReadResult[maxRows];
        this.rows = new int[maxRows];
        this.codes = ByteBuffer.allocate(Math.multiplyExact(maxRows, manifest.getCodeBytes()));
        this.errors = new float[maxRows];
        this.corrections = new byte[maxRows][];
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
        return errors[row];
    }

    /** The codes of all rows, codeBytes each. */
    public ByteBuffer codes() {
        return codes;
    }

    /** The most that a row's code, or what stands in its place, takes. */
    public int mostBytes() {
        int codeBytes = manifest.getCodeBytes();
        return corrected ? Math.max(codeBytes, manifest.getInputDim() * Float.BYTES + 1) : codeBytes;
    }

    /** What stands in place of a row's code, null where that is kept. */
    public byte @Nullable [] correction(int row) {
        return corrections[row];
    }

    /** The corrections of all rows, for who makes them. */
    byte[][] corrections() {
        corrected = true;
        return corrections;
    }

    /** The vector of the slice's i-th record, which was readable: read again, inputDim values. For the owner. */
    public float[] vector(int i) {
        return explain(i, false).vector();
    }

    /**
     * What an alert tells of the slice's i-th record, which was readable: read again. For the owner.
     *
     * @param contributes whether the model runs for it, to tell contributions
     */
    public Explanation explain(int i, boolean contributes) {
        return ownersWorkspaces.compute(workspace -> workspace.explain(record(i).value(), contributes));
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
     * Encodes it on this thread, its owner's, which waits for the registry where that is away.
     *
     * @throws RegistryException when a value's schema could not be had, for longer than is waited
     */
    void encode() {
        ownersWorkspaces.use(workspace -> workspace.encodePatiently(this));
    }

    /** What became of reading the i-th record; it has that row if that is OK. */
    void wasRead(int i, ReadResult result, int row) {
        results[i] = result;
        rows[i] = row;
    }

    /** Takes over what the encoder holds for its first rows. */
    void wasRun(int readRows, long nanos, Encoder encoder) {
        filled = readRows;
        runNanos = nanos;
        codes.put(0, encoder.codes(), 0, readRows * manifest.getCodeBytes());
        encoder.errors().get(0, errors, 0, readRows);
    }

    /** Takes over what the encoder holds for its first row, as another row of this slice. */
    void wasRunAlone(int row, Encoder encoder) {
        int codeBytes = manifest.getCodeBytes();
        codes.put(row * codeBytes, encoder.codes(), 0, codeBytes);
        errors[row] = encoder.errors().get(0);
    }

    /** It has so many rows, each run alone, for which no time was taken. */
    void wasRun(int aloneRows) {
        filled = aloneRows;
        runNanos = 0;
    }

    /** From here on it is encoded by whoever claims it first. */
    void queue() {
        failure = null;
        owner = Thread.currentThread();
        state.set(State.QUEUED);
    }

    /** Encodes it on its owner's thread unless somebody does or did already; does not wait for the registry yet. */
    void encodeIfQueued() {
        encodeIfQueued(ownersWorkspaces);
    }

    /** Encodes it on this thread unless somebody does or did already. Never waits for the registry: that is its owner's. */
    void encodeForOwner() {
        encodeIfQueued(workersWorkspaces);
    }

    private void encodeIfQueued(Workspaces workspaces) {
        if (!state.compareAndSet(State.QUEUED, State.RUNNING)) {
            return;
        }
        Thread waits = owner;
        try {
            workspaces.use(workspace -> workspace.encode(this));
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

    /** Takes it back, or waits until whoever has it is done, because it may not be filled anew before. */
    void abandon() {
        if (!state.compareAndSet(State.QUEUED, State.IDLE)) {
            while (state.get() == State.RUNNING) {
                LockSupport.park(this);
            }
            state.set(State.IDLE);
        }
    }

    /** Lets go of the batch: what was fetched is garbage once nobody has a record of it. */
    void forget() {
        batch = Batch.COMMIT;
    }
}
