package dev.narrows.schemas.onnx.session;

import java.util.Locale;

/** Where graphs run; setting {@code execution.provider}. */
public enum ExecutionProvider {
    /** On the processor. */
    CPU,
    /** On an NVIDIA GPU; where that cannot be, nothing starts. */
    CUDA,
    /** On a GPU where there is one that can be used, else on the processor; says which it became. */
    AUTO;

    /**
     * The provider that a setting names, in whatever case.
     *
     * @throws IllegalArgumentException when it names none
     */
    public static ExecutionProvider of(String setting) {
        for (ExecutionProvider provider : values()) {
            if (provider.setting().equals(setting.trim().toLowerCase(Locale.ROOT))) {
                return provider;
            }
        }
        throw new IllegalArgumentException("execution.provider: " + setting + " (expected: cpu, cuda or auto)");
    }

    /** As the setting spells it: {@code cpu}, {@code cuda}, {@code auto}. */
    public String setting() {
        return name().toLowerCase(Locale.ROOT);
    }
}
