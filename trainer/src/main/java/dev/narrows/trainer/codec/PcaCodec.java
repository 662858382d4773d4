package dev.narrows.trainer.codec;

import dev.narrows.trainer.dataset.Dataset;
import dev.narrows.trainer.dataset.Slices;
import java.util.Arrays;

/** PCA as a codec: its components as they are, float32, or rounded to a byte each. For one thread. */
public final class PcaCodec implements Codec {

    private static final int STEPS = 255;

    private final Pca pca;
    private final boolean rounded;
    private final float[] low;
    private final float[] step;

    private PcaCodec(Pca pca, boolean rounded) {
        this.pca = pca;
        this.rounded = rounded;
        this.low = new float[pca.count()];
        this.step = new float[pca.count()];
    }

    /** Four bytes a component. */
    public static PcaCodec float32(Pca pca) {
        return new PcaCodec(pca, false);
    }

    /** A byte a component, in 255 equal steps from the smallest to the largest that {@code train} has. */
    public static PcaCodec int8(Pca pca, Dataset train) {
        PcaCodec codec = new PcaCodec(pca, true);
        float[] high = new float[pca.count()];
        Arrays.fill(codec.low, Float.POSITIVE_INFINITY);
        Arrays.fill(high, Float.NEGATIVE_INFINITY);
        Slices.of(train, (values, from, count) -> {
            float[] codes = pca.encode(values, count);
            for (int i = 0; i < codes.length; i++) {
                int component = i % pca.count();
                codec.low[component] = Math.min(codec.low[component], codes[i]);
                high[component] = Math.max(high[component], codes[i]);
            }
        });
        for (int i = 0; i < high.length; i++) {
            codec.step[i] = (high[i] - codec.low[i]) / STEPS;
        }
        return codec;
    }

    @Override
    public String name() {
        return "PCA, " + pca.count() + (rounded ? " int8" : " float32") + " components";
    }

    @Override
    public int dim() {
        return pca.dim();
    }

    @Override
    public int codeBytes() {
        return pca.count() * (rounded ? 1 : Float.BYTES);
    }

    @Override
    public void reconstruct(float[] rows, int count, float[] reconstructions) {
        float[] codes = pca.encode(rows, count);
        for (int i = 0; rounded && i < codes.length; i++) {
            codes[i] = round(codes[i], i % pca.count());
        }
        pca.decode(codes, count, reconstructions);
    }

    private float round(float value, int component) {
        if (step[component] == 0) {
            return low[component];
        }
        int code = Math.max(0, Math.min(STEPS, Math.round((value - low[component]) / step[component])));
        return low[component] + code * step[component];
    }
}
