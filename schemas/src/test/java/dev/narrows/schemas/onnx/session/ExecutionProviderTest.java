package dev.narrows.schemas.onnx.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExecutionProviderTest {

    @ParameterizedTest
    @CsvSource({"cpu, CPU", "cuda, CUDA", "auto, AUTO", "' Cuda ', CUDA"})
    void shouldReadTheSetting(String setting, ExecutionProvider expected) {
        assertThat(ExecutionProvider.of(setting)).isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource
    void shouldSpellTheSetting(ExecutionProvider provider) {
        assertThat(ExecutionProvider.of(provider.setting())).isEqualTo(provider);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gpu", "", "tensorrt"})
    void shouldRefuseOtherSettings(String setting) {
        assertThatThrownBy(() -> ExecutionProvider.of(setting))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("execution.provider: " + setting + " (expected: cpu, cuda or auto)");
    }

    @Test
    void shouldRefuseSettingsOutOfRange() {
        assertThatThrownBy(() -> new OnnxSettings(ExecutionProvider.CPU, 0, 0))
                .hasMessage("intraOpThreads: 0 (expected: >= 1)");
        assertThatThrownBy(() -> new OnnxSettings(ExecutionProvider.CUDA, 1, -1))
                .hasMessage("cudaDevice: -1 (expected: >= 0)");
    }
}
