package dev.narrows.schemas.onnx.session;

import ai.onnxruntime.OrtProvider;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Which provider a setting comes to on this machine, and why.
 *
 * @param provider {@link ExecutionProvider#CPU} or {@link ExecutionProvider#CUDA}
 * @param reason for log and health, one phrase
 */
public record ProviderChoice(ExecutionProvider provider, String reason) {

    /**
     * Looks at this machine. Any thread; takes up to some seconds where CUDA is tried.
     *
     * @throws ProviderUnavailableException when CUDA is demanded and cannot be used
     */
    public static ProviderChoice of(OnnxSettings settings) {
        return decide(settings.provider(), OrtRuntime.availableProviders(), () -> SessionPlan.probeCuda(settings));
    }

    /**
     * The decision alone.
     *
     * @param available what this build of ONNX Runtime was built with
     * @param cudaProbe tries CUDA out: empty where it works, else what went wrong; asked only where it matters
     */
    static ProviderChoice decide(
            ExecutionProvider asked, Set<OrtProvider> available, Supplier<Optional<String>> cudaProbe) {
        if (asked == ExecutionProvider.CPU) {
            return new ProviderChoice(ExecutionProvider.CPU, "asked for");
        }
        Optional<String> obstacle = available.contains(OrtProvider.CUDA)
                ? cudaProbe.get()
                : Optional.of("this build of ONNX Runtime has no CUDA; build with -Pcuda");
        if (obstacle.isEmpty()) {
            return new ProviderChoice(
                    ExecutionProvider.CUDA, asked == ExecutionProvider.CUDA ? "asked for" : "CUDA works");
        }
        if (asked == ExecutionProvider.CUDA) {
            throw new ProviderUnavailableException("execution.provider: cuda cannot be used, " + obstacle.get()
                    + " (expected: a working CUDA 12, or execution.provider cpu or auto)");
        }
        return new ProviderChoice(ExecutionProvider.CPU, "no CUDA: " + obstacle.get());
    }
}
