package dev.narrows.stream.compare;

import dev.narrows.schemas.onnx.Decoder;
import dev.narrows.schemas.onnx.Encoder;
import dev.narrows.schemas.onnx.OnnxModel;
import dev.narrows.stream.evidence.PairedError;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;

/**
 * Two versions side by side on the same rows: {@link #add} rows, then {@link #run}. The models run in tensors of their own,
 * so that whatever a candidate does it does to no record. For one thread at a time; holds leases on both models until
 * closed.
 */
public final class PairRun implements AutoCloseable {

    private final Version stable;
    private final Version candidate;
    private final float[] spreads;
    private final int dim;
    private final int maxRows;
    private int rows;

    /**
     * @param spreads of the features, as the stable version's manifest tells; empty where it does not
     * @param maxRows most rows of a run
     */
    public PairRun(OnnxModel stable, OnnxModel candidate, float[] spreads, int maxRows) {
        this.dim = stable.manifest().getInputDim();
        this.maxRows = maxRows;
        this.spreads = spreads.clone();
        this.stable = new Version(stable, maxRows);
        try {
            this.candidate = new Version(candidate, maxRows);
        } catch (RuntimeException | Error e) {
            this.stable.close();
            throw e;
        }
    }

    /**
     * Takes in a row; one beyond the most is left out.
     *
     * @param input native floats
     * @param row of it
     */
    public void add(ByteBuffer input, int row) {
        if (rows < maxRows) {
            int bytes = dim * Float.BYTES;
            stable.encoder.inputBytes().put(rows * bytes, input, row * bytes, bytes);
            candidate.encoder.inputBytes().put(rows * bytes, input, row * bytes, bytes);
            rows++;
        }
    }

    /** Forgets the rows that were taken in. */
    public void clear() {
        rows = 0;
    }

    /** Compares the rows, adds what comes of it, and forgets them. */
    public void run(Pairs into) {
        int compared = rows;
        rows = 0;
        if (compared == 0) {
            return;
        }
        boolean stableRan = stable.ran(compared);
        boolean candidateRan = candidate.ran(compared);
        if (!stableRan || !candidateRan) {
            into.failed(!stableRan, !candidateRan);
            return;
        }
        into.took(stable.nanos, candidate.nanos);
        float[] vector = new float[dim];
        float[] back = new float[dim];
        for (int row = 0; row < compared; row++) {
            boolean stableFinite = Float.isFinite(stable.encoder.errors().get(row));
            boolean candidateFinite = Float.isFinite(candidate.encoder.errors().get(row));
            if (!stableFinite || !candidateFinite) {
                into.failed(!stableFinite, !candidateFinite);
                continue;
            }
            stable.encoder.input().get(row * dim, vector);
            into.add(
                    stable.error(row, vector, back, spreads),
                    candidate.error(row, vector, back, spreads),
                    stable.alerts(row),
                    candidate.alerts(row));
        }
    }

    @Override
    public void close() {
        stable.close();
        candidate.close();
    }

    /** One of the two. */
    private static final class Version implements AutoCloseable {

        private final Encoder encoder;
        private final Decoder decoder;
        private final int codeBytes;
        private final float threshold;
        private long nanos;

        Version(OnnxModel model, int maxRows) {
            this.codeBytes = model.manifest().getCodeBytes();
            this.threshold = model.manifest().getThreshold();
            this.encoder = model.newEncoder(maxRows);
            try {
                this.decoder = model.newDecoder(maxRows);
            } catch (RuntimeException | Error e) {
                encoder.close();
                throw e;
            }
        }

        /** Whether it could encode and decode the first rows. */
        boolean ran(int rows) {
            try {
                long start = System.nanoTime();
                encoder.run(rows);
                nanos = System.nanoTime() - start;
                decoder.codes().put(0, encoder.codes(), 0, rows * codeBytes);
                decoder.run(rows);
                return true;
            } catch (RuntimeException | Error e) {
                return false;
            }
        }

        double error(int row, float[] vector, float[] back, float[] spreads) {
            FloatBuffer reconstructions = decoder.reconstructions();
            reconstructions.get(row * back.length, back);
            return PairedError.squared(vector, 0, back, 0, spreads, back.length);
        }

        boolean alerts(int row) {
            return encoder.errors().get(row) > threshold;
        }

        @Override
        public void close() {
            encoder.close();
            decoder.close();
        }
    }
}
