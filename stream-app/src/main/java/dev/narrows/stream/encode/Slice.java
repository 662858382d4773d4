package dev.narrows.stream.encode;

import dev.narrows.schemas.vector.value.ReadResult;
import dev.narrows.stream.batch.Batch;
import dev.narrows.stream.compare.Pairs;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A slice of a batch, and what became of each of its records. Whoever is given one only looks at it, on the thread that
 * owns the batch, until the call that gave it returns.
 */
public final class Slice {

    private final Encoded stable;
    private final @Nullable Encoded candidate;
    private final Workspaces workspaces;
    private final ReadResult[] results;
    private final int[] rows;
    private final boolean[] byCandidate;
    private final @Nullable Pairs pairs;
    private final @Nullable Explanation[] explanations;
    private final byte[][] frames;
    private boolean explained;
    private Batch batch = Batch.COMMIT;
    private int from;
    private int count;

    /**
     * @param candidate null where none is tried
     * @param workspaces of the owner's thread
     * @param maxRows most records
     */
    Slice(Encoded stable, @Nullable Encoded candidate, Workspaces workspaces, int maxRows) {
        this.stable = stable;
        this.candidate = candidate;
        this.workspaces = workspaces;
        this.results = new ReadResult[maxRows];
        this.rows = new int[maxRows];
        this.byCandidate = new boolean[maxRows];
        this.explanations = new Explanation[maxRows];
        this.frames = new byte[maxRows][];
        this.pairs = candidate == null ? null : new Pairs(maxRows);
    }

    /** The versions that may have encoded its records: the stable one, then the candidate where one is tried. */
    public List<Encoded> versions() {
        return candidate == null ? List.of(stable) : List.of(stable, candidate);
    }

    /** The stable version's part. */
    public Encoded stable() {
        return stable;
    }

    /** The candidate's part, null where none is tried. */
    public @Nullable Encoded candidate() {
        return candidate;
    }

    /** What comparing both versions on some of the rows came to; null where none is tried. */
    public @Nullable Pairs pairs() {
        return pairs;
    }

    /** The part of the version that was to encode the slice's i-th record. */
    public Encoded by(int i) {
        Encoded tried = candidate;
        return tried != null && byCandidate[i] ? tried : stable;
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

    /** Whether the slice's i-th record was readable, and if not, why. */
    public ReadResult result(int i) {
        return results[i];
    }

    /** The row of the slice's i-th record, which was readable, in {@link #by} its version. */
    public int row(int i) {
        return rows[i];
    }

    /** The reconstruction error of the i-th record, which was readable. */
    public float error(int i) {
        return by(i).error(rows[i]);
    }

    /** What stands in place of the i-th record's code, null where that is kept. */
    public byte @Nullable [] correction(int i) {
        return by(i).correction(rows[i]);
    }

    /** What lies around the i-th record's vector, null where that is not carried. */
    public byte @Nullable [] frame(int i) {
        return frames[i];
    }

    /** Keeps what lies around the i-th record's vector. */
    public void frame(int i, byte @Nullable [] around) {
        frames[i] = around;
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
        return workspaces.compute(workspace -> workspace.explain(record(i).value(), byCandidate[i], contributes));
    }

    /**
     * As {@link #explain} with contributions, of a record that is anomalous. The first call explains all such records of the
     * slice together, which takes a run of the model and not one for each. For the owner.
     */
    public Explanation explainWithOthers(int i) {
        if (!explained) {
            workspaces.use(workspace -> workspace.explainAnomalies(this, explanations));
            explained = true;
        }
        Explanation found = explanations[i];
        return found == null ? explain(i, true) : found;
    }

    /** Whether the i-th record was readable and its error is above its version's threshold. */
    boolean isAnomalous(int i) {
        return results[i] == ReadResult.Row.OK && error(i) > by(i).threshold();
    }

    /** Whether the candidate was to encode the i-th record. */
    boolean byCandidate(int i) {
        return byCandidate[i];
    }

    /** Takes in records, which are not looked at yet. */
    void assign(Batch whole, int first, int records) {
        batch = whole;
        from = first;
        count = records;
        if (explained) {
            explained = false;
            Arrays.fill(explanations, null);
        }
    }

    /** Sets the i-th record's result, and the row that a readable record takes in the tensor of its version. */
    void wasRead(int i, ReadResult result, int row, boolean candidates) {
        results[i] = result;
        rows[i] = row;
        byCandidate[i] = candidates;
    }

    /** Lets go of the batch: what was fetched is garbage once nobody has a record of it. */
    void forget() {
        batch = Batch.COMMIT;
        Arrays.fill(frames, 0, count, null);
    }
}
