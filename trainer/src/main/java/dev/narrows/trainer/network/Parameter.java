package dev.narrows.trainer.network;

/**
 * A tensor that belongs to a network, before it has values.
 *
 * @param name unique in the network, for example {@code encoder.0.weight}
 * @param shape of the tensor, row-major
 * @param spread standard deviation of the normal distribution that it starts with; 0 starts with zeros
 * @param trained whether gradients change it; otherwise something else sets it
 */
record Parameter(String name, Shape shape, double spread, boolean trained) {

    static Parameter trained(String name, double spread, long... shape) {
        return new Parameter(name, new Shape(shape), spread, true);
    }

    static Parameter fixed(String name, long... shape) {
        return new Parameter(name, new Shape(shape), 0, false);
    }
}
