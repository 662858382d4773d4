package dev.narrows.trainer.tensor;

/**
 * A tensor that belongs to a network, before it has values.
 *
 * @param name unique in the network, for example {@code encoder.0.weight}
 * @param shape of the tensor, row-major
 * @param start mean of the normal distribution that it starts with
 * @param spread standard deviation of that; 0 starts with {@code start} throughout
 * @param trained whether gradients change it; otherwise something else sets it
 * @param served whether what is served computes with it; otherwise it only helps to train the others
 */
public record Parameter(String name, Shape shape, double start, double spread, boolean trained, boolean served) {

    /** One that gradients change, around zero at the start. */
    public static Parameter trained(String name, double spread, long... shape) {
        return new Parameter(name, new Shape(shape), 0, spread, true, true);
    }

    /** One that something else sets, zero at the start. */
    public static Parameter fixed(String name, long... shape) {
        return new Parameter(name, new Shape(shape), 0, 0, false, true);
    }

    /** The same from another start. */
    public Parameter startingAt(double value) {
        return new Parameter(name, shape, value, spread, trained, served);
    }

    /** The same, left behind when training has ended. */
    public Parameter unserved() {
        return new Parameter(name, shape, start, spread, trained, false);
    }

    /** Whether it is what a served layer multiplies its input by; biases, scales and code books are not. */
    boolean weight() {
        return trained && served && spread > 0;
    }
}
