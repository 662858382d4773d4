package dev.narrows.schemas.onnx.session;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.OrtSession.SessionOptions.ExecutionMode;
import ai.onnxruntime.OrtSession.SessionOptions.OptLevel;
import ai.onnxruntime.providers.OrtCUDAProviderOptions;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a session is opened with, before any of it touches ONNX Runtime.
 *
 * @param provider {@link ExecutionProvider#CPU} or {@link ExecutionProvider#CUDA}
 * @param memoryPattern whether ONNX Runtime plans memory ahead for each shape that it meets
 * @param config session configuration entries
 * @param cuda options of the CUDA provider; empty on the processor
 */
public record SessionPlan(
        ExecutionProvider provider,
        int intraOpThreads,
        int cudaDevice,
        boolean memoryPattern,
        Map<String, String> config,
        Map<String, String> cuda) {

    public SessionPlan {
        config = Map.copyOf(config);
        cuda = Map.copyOf(cuda);
    }

    /** The plan for a provider that {@link ProviderChoice} has settled on. */
    public static SessionPlan of(ExecutionProvider provider, OnnxSettings settings) {
        Map<String, String> config = new TreeMap<>();
        Map<String, String> cuda = new TreeMap<>();
        // Idle threads wait instead of spinning: the stream threads need the cores.
        config.put("session.intra_op.allow_spinning", "0");
        config.put("session.inter_op.allow_spinning", "0");
        if (provider == ExecutionProvider.CUDA) {
            config.put("session.disable_cpu_ep_fallback", "1");
            // Codes are kept for ever: they must not depend on a coarser multiplication.
            cuda.put("use_tf32", "0");
            cuda.put("arena_extend_strategy", "kSameAsRequested");
        }
        // Patterns are kept for each number of rows, and are not safe with CUDA and several sessions.
        return new SessionPlan(provider, settings.intraOpThreads(), settings.cudaDevice(), false, config, cuda);
    }

    /** What hinders CUDA here; empty where a session could use it. */
    static Optional<String> probeCuda(OnnxSettings settings) {
        try (SessionOptions options = of(ExecutionProvider.CUDA, settings).options()) {
            return Optional.empty();
        } catch (OrtException | UnsatisfiedLinkError e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /** ONNX Runtime's own options; the caller closes them, after the session. */
    public SessionOptions options() throws OrtException {
        OrtRuntime.environment();
        SessionOptions options = new SessionOptions();
        try {
            options.setIntraOpNumThreads(intraOpThreads);
            options.setInterOpNumThreads(1);
            options.setExecutionMode(ExecutionMode.SEQUENTIAL);
            options.setOptimizationLevel(OptLevel.ALL_OPT);
            options.setMemoryPatternOptimization(memoryPattern);
            for (Map.Entry<String, String> entry : config.entrySet()) {
                options.addConfigEntry(entry.getKey(), entry.getValue());
            }
            if (provider == ExecutionProvider.CUDA) {
                addCuda(options);
            }
            return options;
        } catch (OrtException | RuntimeException | Error e) {
            options.close();
            throw e;
        }
    }

    private void addCuda(SessionOptions options) throws OrtException {
        try (OrtCUDAProviderOptions cudaOptions = new OrtCUDAProviderOptions(cudaDevice)) {
            for (Map.Entry<String, String> entry : cuda.entrySet()) {
                cudaOptions.add(entry.getKey(), entry.getValue());
            }
            options.addCUDA(cudaOptions);
        }
    }
}
