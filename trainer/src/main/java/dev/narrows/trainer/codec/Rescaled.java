package dev.narrows.trainer.codec;

/** A codec of rows in other units as one of raw rows: each feature is divided by a unit of its own before, and multiplied after. */
public final class Rescaled implements Codec {

    private final Codec codec;
    private final float[] units;

    private Rescaled(Codec codec, float[] units) {
        this.codec = codec;
        this.units = units;
    }

    /**
     * Wraps.
     *
     * @param units [codec.dim()], above 0; empty where units are raw already
     */
    public static Codec of(Codec codec, float... units) {
        return units.length == 0 ? codec : new Rescaled(codec, units.clone());
    }

    @Override
    public String name() {
        return codec.name();
    }

    @Override
    public int dim() {
        return codec.dim();
    }

    @Override
    public int codeBytes() {
        return codec.codeBytes();
    }

    @Override
    public void encode(float[] rows, int count, byte[] codes) {
        float[] scaled = new float[count * units.length];
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] = rows[i] / units[i % units.length];
        }
        codec.encode(scaled, count, codes);
    }

    @Override
    public void decode(byte[] codes, int count, float[] reconstructions) {
        codec.decode(codes, count, reconstructions);
        for (int i = 0; i < count * units.length; i++) {
            reconstructions[i] *= units[i % units.length];
        }
    }
}
