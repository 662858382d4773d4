package dev.narrows.trainer.codec.textbook;

import dev.narrows.trainer.codec.Codec;
import dev.narrows.trainer.codec.Pca;
import java.util.stream.IntStream;

/**
 * Transform coding by the Karhunen-Loeve transform: principal components, each in {@link Levels} of its own, as many as
 * {@link BitAllocation} gives bits for, packed without gaps, the first bits lowest in their byte. What has no bits comes
 * back as its mean. Immutable.
 */
final class TransformCodec implements Codec {

    private final Pca pca;
    private final int[] bits;
    private final Levels[] levels;
    private final int codeBytes;

    private TransformCodec(Pca pca, int[] bits, Levels[] levels) {
        this.pca = pca;
        this.bits = bits;
        this.levels = levels;
        int sum = IntStream.of(bits).sum();
        this.codeBytes = Math.max(1, (sum + Byte.SIZE - 1) / Byte.SIZE);
    }

    /**
     * Learns the levels.
     *
     * @param components of the training rows
     * @param codeBytes 1 or more; fewer are used where each component has {@value BitAllocation#MOST} bits
     */
    static TransformCodec fit(Components components, int codeBytes) {
        int[] given = BitAllocation.of(components.variances(), Byte.SIZE * codeBytes);
        int used = given.length;
        while (used > 1 && given[used - 1] == 0) {
            used--;
        }
        Levels[] levels = IntStream.range(0, used)
                .parallel()
                .mapToObj(i -> Levels.fit(components.column(i), 1 << given[i]))
                .toArray(Levels[]::new);
        return new TransformCodec(
                components.pca().first(used), IntStream.of(given).limit(used).toArray(), levels);
    }

    @Override
    public String name() {
        return "KLT, " + IntStream.of(bits).sum() + " bits by variance";
    }

    @Override
    public int dim() {
        return pca.dim();
    }

    @Override
    public int codeBytes() {
        return codeBytes;
    }

    @Override
    public void encode(float[] rows, int count, byte[] codes) {
        float[] values = pca.encode(rows, count);
        for (int row = 0, at = 0; row < count; row++) {
            int to = row * codeBytes;
            int held = 0;
            int filled = 0;
            for (int i = 0; i < bits.length; i++, at++) {
                held |= (bits[i] == 0 ? 0 : levels[i].code(values[at])) << filled;
                filled += bits[i];
                if (filled >= Byte.SIZE) {
                    codes[to++] = (byte) held;
                    held >>>= Byte.SIZE;
                    filled -= Byte.SIZE;
                }
            }
            if (filled > 0) {
                codes[to] = (byte) held;
            }
        }
    }

    @Override
    public void decode(byte[] codes, int count, float[] reconstructions) {
        float[] values = new float[count * bits.length];
        for (int row = 0, at = 0; row < count; row++) {
            int from = row * codeBytes;
            int held = 0;
            int filled = 0;
            for (int i = 0; i < bits.length; i++, at++) {
                if (filled < bits[i]) {
                    held |= (codes[from++] & 0xff) << filled;
                    filled += Byte.SIZE;
                }
                values[at] = bits[i] == 0 ? 0 : levels[i].level(held & ((1 << bits[i]) - 1));
                held >>>= bits[i];
                filled -= bits[i];
            }
        }
        pca.decode(values, count, reconstructions);
    }
}
