package dev.narrows.stream.encode;

import dev.narrows.schemas.ModelManifest;
import dev.narrows.schemas.onnx.Encoder;
import dev.narrows.schemas.registry.RegistryException;
import dev.narrows.schemas.vector.ReadResult;
import dev.narrows.schemas.vector.VectorReader;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Brings a slice of a batch through the model: reads each value into the next row of the encoder's direct buffer
 * [maxRows, inputDim] and runs the model once over the rows that were filled. A value that cannot be read takes no row,
 * so the rows of the others stay in the order of their records.
 *
 * <p>For one thread at a time: the one that borrowed it from its {@link ModelSlot}. Results hold until the next {@link
 * #encode}. Allocates nothing for a readable record.
 */
public final class BatchEncoder implements AutoCloseable {

    private final EncoderPool home;
    private final ModelManifest manifest;
    private final Encoder encoder;
    private final VectorReader reader;
    private final RegistryWait registry;
    private final FloatBuffer input;
    private final int inputDim;
    private final float threshold;
    private final ReadResult[] results;
    private final int[] rows;
    private int filled;
    private long runNanos;

    BatchEncoder(
            EncoderPool home,
            ModelManifest manifest,
            Encoder encoder,
            VectorReader reader,
            RegistryWait registry,
            int maxRows) {
        this.home = home;
        this.manifest = manifest;
        this.encoder = encoder;
        this.reader = reader;
        this.registry = registry;
        this.input = encoder.input();
        this.inputDim = manifest.getInputDim();
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

    /** The most records of one slice. */
    public int maxRecords() {
        return results.length;
    }

    /**
     * Reads records and runs the model over them.
     *
     * @param batch the batch
     * @param from index of the slice's first record
     * @param count records of the slice, 1 to {@link #maxRecords}
     * @throws RegistryException when a value's schema could not be had, for longer than is waited
     */
    public void encode(List<ConsumerRecord<byte[], byte[]>> batch, int from, int count) {
        filled = 0;
        runNanos = 0;
        for (int i = 0; i < count; i++) {
            input.limit((filled + 1) * inputDim).position(filled * inputDim);
            ReadResult result = read(batch.get(from + i).value());
            results[i] = result;
            if (result == ReadResult.Row.OK) {
                rows[i] = filled++;
            }
        }
        input.clear();
        if (filled > 0) {
            long start = System.nanoTime();
            encoder.run(filled);
            runNanos = System.nanoTime() - start;
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

    /** Gives it back. */
    @Override
    public void close() {
        home.giveBack(this);
    }

    void free() {
        encoder.close();
    }

    private ReadResult read(byte[] value) {
        try {
            return reader.read(value, input);
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
                ReadResult result = reader.read(value, input);
                attempt.answered();
                return result;
            } catch (RegistryException e) {
                last = e;
            }
        }
    }
}
