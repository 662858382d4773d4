package dev.narrows.trainer.network.convolution;

import java.util.List;

/**
 * The convolutions of a convolutional autoencoder; the decoder mirrors them.
 *
 * @param inputShape what a row is: [length] or [height, width], row-major; empty where the data say it
 * @param channels that each convolution makes, from the input inwards; one or more
 * @param kernel values that a kernel is wide in each dimension, odd
 * @param stride values that it moves in each dimension; what is left of n values is ceil(n / stride)
 */
public record ConvolutionSettings(List<Integer> inputShape, List<Integer> channels, int kernel, int stride) {

    /** 16 and 32 channels, kernels of 3 in steps of 2, rows of the data's own shape. */
    public static final ConvolutionSettings DEFAULT = new ConvolutionSettings(List.of(), List.of(16, 32), 3, 2);

    /** Checks what can be checked without data. */
    public ConvolutionSettings {
        inputShape = List.copyOf(inputShape);
        channels = List.copyOf(channels);
        if (inputShape.size() > 2 || inputShape.stream().anyMatch(size -> size < 1)) {
            throw new IllegalArgumentException(
                    "input shape: " + inputShape + " (expected: length, or height and width, each >= 1)");
        }
        if (channels.isEmpty() || channels.stream().anyMatch(count -> count < 1)) {
            throw new IllegalArgumentException("channels: " + channels + " (expected: at least one, each >= 1)");
        }
        if (kernel < 1 || kernel % 2 == 0) {
            throw new IllegalArgumentException("kernel: " + kernel + " (expected: odd, >= 1)");
        }
        if (stride < 1) {
            throw new IllegalArgumentException("stride: " + stride + " (expected: >= 1)");
        }
    }

    /** The same for rows of {@code shape} where no shape was asked for. */
    public ConvolutionSettings onShape(List<Integer> shape) {
        return inputShape.isEmpty() ? new ConvolutionSettings(shape, channels, kernel, stride) : this;
    }

    /** The same, checked against the width of rows, which without a shape are one line of values. */
    public ConvolutionSettings forRowsOf(int inputDim) {
        ConvolutionSettings shaped = onShape(List.of(inputDim));
        if (shaped.inputShape.stream().reduce(1, Math::multiplyExact) != inputDim) {
            throw new IllegalArgumentException("input shape: " + shaped.inputShape
                    + " (expected: sizes whose product is " + inputDim + ", the values of a vector)");
        }
        return shaped;
    }
}
