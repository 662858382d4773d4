package dev.narrows.schemas.onnx.session;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtProvider;
import java.util.Set;

/** ONNX Runtime itself, loaded at the first call; there is one in a process and it is never closed. Any thread. */
public final class OrtRuntime {

    static {
        NativeFolder.use();
    }

    private static final OrtEnvironment ENVIRONMENT = OrtStart.environment();

    private OrtRuntime() {}

    public static OrtEnvironment environment() {
        return ENVIRONMENT;
    }

    /** What this build of it can run on. */
    static Set<OrtProvider> availableProviders() {
        return OrtEnvironment.getAvailableProviders();
    }
}
