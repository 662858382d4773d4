package dev.narrows.trainer.tensor;

import java.util.function.BooleanSupplier;

/** Which device is asked for. */
public enum DeviceChoice {
    /** CUDA where it can be used, else the processor. */
    AUTO,
    /** The processor. */
    CPU,
    /** CUDA, or nothing. */
    CUDA;

    /**
     * The device.
     *
     * @param available whether CUDA can be used; asked only where it matters
     * @throws IllegalArgumentException where it is asked for and cannot be used
     */
    public Device resolve(BooleanSupplier available) {
        if (this == CPU) {
            return Device.CPU;
        }
        if (available.getAsBoolean()) {
            return Device.CUDA;
        }
        if (this == CUDA) {
            throw new IllegalArgumentException("device: cuda (expected: auto or cpu, as libtorch finds no CUDA device;"
                    + " only a build with -Pcuda-train can use one)");
        }
        return Device.CPU;
    }
}
