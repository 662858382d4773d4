package dev.narrows.stream.encode;

import dev.narrows.schemas.onnx.ExecutionProvider;

/**
 * How many rows a slice has. On the processor as many as keep a slice's rows and what the first layers make of them in
 * the core's own cache, a power of two; on a GPU as many as a batch may have, because a run costs the same for few.
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
}
