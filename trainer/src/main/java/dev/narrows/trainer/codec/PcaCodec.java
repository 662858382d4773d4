package dev.narrows.trainer.codec;

import dev.narrows.trainer.dataset.Dataset;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** PCA as a codec: its components as they are, float32, or rounded to a byte each. Immutable. */
public final class PcaCodec implements Codec {

    private final Pca pca;
    private final @Nullable Steps steps;

    private PcaCodec(Pca pca, @Nullable Steps steps) {
        this.pca = pca;
        this.steps = steps;
    }

    /** Four bytes a component. */
    public static PcaCodec float32(Pca pca) {
        return new PcaCodec(pca, null);
    }

    /** A byte a component, in 255 equal steps from the smallest to the largest that {@code train} has. */
    public static PcaCodec int8(Pca pca, Dataset train) {
        return new PcaCodec(pca, Steps.of(train, pca.count(), pca::encode));
    }

    @Override
    public String name() {
        return "PCA, " + pca.count() + (steps == null ? " float32" : " int8") + " components";
    }

    @Override
    public int dim() {
        return pca.dim();
    }

    @Override
    public int codeBytes() {
        return pca.count() * (steps == null ? Float.BYTES : 1);
    }

    @Override
    public void encode(float[] rows, int count, byte[] codes) {
        float[] components = pca.encode(rows, count);
        if (steps == null) {
            ByteBuffer.wrap(codes).asFloatBuffer().put(components);
        } else {
            steps.encode(components, count, codes);
        }
    }

    @Override
    public void decode(byte[] codes, int count, float[] reconstructions) {
        float[] components = new float[count * pca.count()];
        if (steps == null) {
            ByteBuffer.wrap(codes).asFloatBuffer().get(components);
        } else {
            steps.decode(codes, count, components);
        }
        pca.decode(components, count, reconstructions);
    }
}
