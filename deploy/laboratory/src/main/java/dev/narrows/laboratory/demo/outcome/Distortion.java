package dev.narrows.laboratory.demo.outcome;

/** Mean squared error between vectors and what came back, per value. Not thread-safe. */
final class Distortion {
    private double sum;
    private long values;
    private long vectors;

    /** @param vector [dim] as it was sent; @param back [dim] as it was decoded */
    void add(float[] vector, float[] back) {
        if (vector.length != back.length) {
            throw new IllegalArgumentException("decoded: " + back.length + " values (expected: " + vector.length + ")");
        }
        for (int i = 0; i < vector.length; i++) {
            double difference = vector[i] - back[i];
            sum += difference * difference;
        }
        values += vector.length;
        vectors++;
    }

    long vectors() {
        return vectors;
    }

    /** NaN before the first vector. */
    double mean() {
        return sum / values;
    }
}
