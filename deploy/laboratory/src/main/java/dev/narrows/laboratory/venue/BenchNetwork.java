package dev.narrows.laboratory.venue;

/** Which model a contestant runs. */
public enum BenchNetwork {
    /** The one of {@code --model}, or what {@code train} without a flag makes of the vectors at the speed that is asked for. */
    CHOSEN("bench"),
    /** A network dim-128-64-128-dim with float32 weights, the same whatever the trainer has learned to do better. */
    FIXED("bench-fixed"),
    /** The same with int8 weights. */
    FIXED_INT8("bench-int8"),
    /** {@link #CHOSEN} as the stable version, and the same beside it as a shadow, at the default share of rows. */
    SHADOWED("bench-shadow"),
    /** {@link #CHOSEN} as the stable version for half of the keys, and the same as a canary for the other half. */
    HALVED("bench-canary"),
    /** {@link #CHOSEN} with a threshold that a tenth of the rows exceed. */
    ALARMED("bench-anomalies"),
    /** {@link #CHOSEN} with a threshold that every row exceeds. */
    STORMED("bench-storm");

    private final String model;

    BenchNetwork(String model) {
        this.model = model;
    }

    /** Name that a model made here is published under. */
    public String model() {
        return model;
    }
}
