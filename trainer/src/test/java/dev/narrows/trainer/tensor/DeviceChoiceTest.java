package dev.narrows.trainer.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class DeviceChoiceTest {

    @Test
    void shouldTakeCudaWhereItCanBeUsedAndIsNotRefused() {
        // given / when / then
        assertThat(DeviceChoice.AUTO.resolve(() -> true)).isEqualTo(Device.CUDA);
        assertThat(DeviceChoice.CUDA.resolve(() -> true)).isEqualTo(Device.CUDA);
        assertThat(DeviceChoice.CPU.resolve(() -> true)).isEqualTo(Device.CPU);
    }

    @Test
    void shouldFallBackToTheProcessorOnlyWhereThatIsLeftOpen() {
        // given / when / then
        assertThat(DeviceChoice.AUTO.resolve(() -> false)).isEqualTo(Device.CPU);
        assertThatThrownBy(() -> DeviceChoice.CUDA.resolve(() -> false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("device: cuda (expected: auto or cpu, as libtorch finds no CUDA device;");
    }

    @Test
    void shouldNotAskForCudaWhereTheProcessorIsAskedFor() {
        // given / when / then
        assertThat(DeviceChoice.CPU.resolve(() -> {
                    throw new AssertionError("asked");
                }))
                .isEqualTo(Device.CPU);
    }
}
