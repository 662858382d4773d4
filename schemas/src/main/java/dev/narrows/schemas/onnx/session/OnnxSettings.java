package dev.narrows.schemas.onnx.session;

/**
 * How graphs run.
 *
 * @param provider where
 * @param intraOpThreads threads that share one operator on the processor, 1 or more; 1 where the callers are the
 *     parallelism
 * @param cudaDevice the GPU, 0 or more; without meaning on the processor
 */
public record OnnxSettings(ExecutionProvider provider, int intraOpThreads, int cudaDevice) {

    /** @throws IllegalArgumentException when a value is out of range */
    public OnnxSettings {
        if (intraOpThreads < 1) {
            throw new IllegalArgumentException("intraOpThreads: " + intraOpThreads + " (expected: >= 1)");
        }
        if (cudaDevice < 0) {
            throw new IllegalArgumentException("cudaDevice: " + cudaDevice + " (expected: >= 0)");
        }
    }

    /** One thread an operator, first GPU. */
    public static OnnxSettings of(ExecutionProvider provider) {
        return new OnnxSettings(provider, 1, 0);
    }

    /** On the processor, one thread. */
    public static OnnxSettings cpu() {
        return of(ExecutionProvider.CPU);
    }

    OnnxSettings with(ExecutionProvider other) {
        return new OnnxSettings(other, intraOpThreads, cudaDevice);
    }
}
