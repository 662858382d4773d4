package dev.narrows.trainer.dataset;

import java.util.Random;

/** Rows that tests make up. */
public final class MadeRows implements Dataset {

    private final float[] values;
    private final int dim;

    private MadeRows(float[] values, int dim) {
        this.values = values;
        this.dim = dim;
    }

    /** Exactly these. */
    public static MadeRows of(int dim, float... values) {
        return new MadeRows(values, dim);
    }

    /**
     * Points on a curved surface of {@code factors} dimensions plus a little noise: something that a narrow autoencoder can
     * learn, and that a linear one cannot learn as well.
     */
    public static MadeRows curved(int rows, int dim, int factors, long seed) {
        Random shape = new Random(42);
        double[] direction = shape.doubles((long) dim * factors, -1.5, 1.5).toArray();
        double[] phase = shape.doubles(dim, 0, 6).toArray();
        Random random = new Random(seed);
        float[] values = new float[rows * dim];
        double[] hidden = new double[factors];
        for (int row = 0; row < rows; row++) {
            for (int k = 0; k < factors; k++) {
                hidden[k] = random.nextDouble() * 2 - 1;
            }
            for (int i = 0; i < dim; i++) {
                double at = phase[i];
                for (int k = 0; k < factors; k++) {
                    at += direction[i * factors + k] * hidden[k];
                }
                values[row * dim + i] = (float) (50 + 40 * Math.sin(at) + 0.2 * random.nextGaussian());
            }
        }
        return new MadeRows(values, dim);
    }

    @Override
    public int rows() {
        return values.length / dim;
    }

    @Override
    public int dim() {
        return dim;
    }

    @Override
    public void read(int from, int count, float[] target) {
        System.arraycopy(values, from * dim, target, 0, count * dim);
    }

    @Override
    public String digest() {
        return "0".repeat(64);
    }
}
