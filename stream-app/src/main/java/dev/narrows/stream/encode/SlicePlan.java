package dev.narrows.stream.encode;

import dev.narrows.schemas.onnx.session.ExecutionProvider;

/**
 * How many rows a slice has, and how many slices an encoder. Rows: on the processor as many as keep a slice's rows and
 * what the first layers make of them in the core's own cache, a power of two; on a GPU as many as a batch may have,
 * because a run costs the same for few. Slices: as many as two batches have, so that nobody waits for a slice while the
 * next batch is polled.
 *
 * @param asked what is set, 0 for as many as suit
 * @param batchRecords most records of a batch
 */
public record SlicePlan(int asked, int batchRecords) {

    private static final int CACHE_BYTES = 512 * 1024;
    private static final int LEAST = 32;
    private static final int MOST_ON_CPU = 256;
    private static final int MOST_ON_GPU = 8_192;
    // Below what a direct buffer may have; very wide vectors reach it.
    private static final int MOST_BYTES = 256 * 1024 * 1024;
    private static final long KEPT_BYTES = 64L * 1024 * 1024;
    private static final int BATCHES = 2;
    // One that a stream thread forwards and one that waits for the next free hand, beside one for each worker.
    private static final int AHEAD = 2;

    /** Checks ranges. */
    public SlicePlan {
        if (asked < 0 || batchRecords < 1) {
            throw new IllegalArgumentException(
                    "rows, batchRecords: " + asked + ", " + batchRecords + " (expected: >= 0, >= 1)");
        }
    }

    /** Rows for vectors of {@code inputDim} values, 1 or more. */
    public int rows(int inputDim, ExecutionProvider provider) {
        if (asked > 0) {
            return asked;
        }
        if (provider == ExecutionProvider.CUDA) {
            int most = Math.min(MOST_ON_GPU, Math.max(1, MOST_BYTES / Float.BYTES / inputDim));
            return Math.min(batchRecords, most);
        }
        int fit = Integer.highestOneBit(Math.max(1, CACHE_BYTES / Float.BYTES / inputDim));
        return Math.max(LEAST, Math.min(MOST_ON_CPU, fit));
    }

    /** Slices, of so many rows, of an encoder whose slices so many threads encode beside the stream thread, 0 or more. */
    public int slices(int rows, int workers) {
        if (workers == 0) {
            return 1;
        }
        return Math.max(workers + AHEAD, BATCHES * ((batchRecords + rows - 1) / rows));
    }

    /**
     * How many encoders may be out with batches in work that no thread waits for, because what was fetched of these cannot
     * be garbage: vectors of 64 MiB, one encoder at least.
     */
    public int kept(int inputDim) {
        long bytes = (long) BATCHES * batchRecords * inputDim * Float.BYTES;
        return (int) Math.max(1, KEPT_BYTES / bytes);
    }
}
