package dev.narrows.trainer.network.convolution;

import dev.narrows.trainer.graph.Attribute;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;

/**
 * How a convolution moves over values in one or two dimensions: a kernel that is as wide in each, in steps, with
 * {@code (kernel - 1) / 2} zeros around. Of {@code n} values a dimension {@code ceil(n / stride)} are left; the transposed
 * convolution makes exactly {@code n} of them again.
 *
 * @param sizes values in each dimension: [length] or [height, width]
 * @param kernel odd, 1 or more
 * @param stride 1 or more
 */
public record Window(List<Integer> sizes, int kernel, int stride) {

    /** Copies. */
    public Window {
        sizes = List.copyOf(sizes);
    }

    /** Values in each dimension that are left. */
    public List<Integer> left() {
        return sizes.stream().map(size -> (size - 1) / stride + 1).toList();
    }

    long[] strides() {
        return all(stride);
    }

    long[] padding() {
        return all((kernel - 1) / 2);
    }

    long[] dilation() {
        return all(1);
    }

    /** Values at the far end that the transposed convolution would not reach: 0 to {@code stride - 1} a dimension. */
    long[] missing() {
        return sizes.stream().mapToLong(size -> (size - 1) % stride).toArray();
    }

    /** Shape of a tensor with as many first and second dimensions and a kernel. */
    long[] kernelShape(int first, int second) {
        return LongStream.concat(LongStream.of(first, second), LongStream.of(all(kernel)))
                .toArray();
    }

    /** Values of a kernel. */
    int area() {
        return (int) Math.pow(kernel, sizes.size());
    }

    /** Values that a step moves over. */
    int stepArea() {
        return (int) Math.pow(stride, sizes.size());
    }

    /** The attributes of both kinds of convolution. */
    List<Attribute> attributes() {
        return List.of(
                Attribute.of("kernel_shape", Collections.nCopies(sizes.size(), (long) kernel)),
                Attribute.of("strides", Collections.nCopies(sizes.size(), (long) stride)),
                Attribute.of("pads", Collections.nCopies(2 * sizes.size(), (long) (kernel - 1) / 2)));
    }

    private long[] all(int value) {
        return LongStream.generate(() -> value).limit(sizes.size()).toArray();
    }
}
