package dev.narrows.trainer.dataset;

/** The same rows with each feature in a unit of its own, without names and labels. */
public final class InUnits implements Dataset {

    private final Dataset data;
    private final float[] units;

    /**
     * Divides.
     *
     * @param data in raw units
     * @param units [data.dim()], above 0, that values are divided by
     */
    public InUnits(Dataset data, float[] units) {
        if (units.length != data.dim()) {
            throw new IllegalArgumentException("units: " + units.length + " (expected: " + data.dim() + ")");
        }
        this.data = data;
        this.units = units.clone();
    }

    @Override
    public int rows() {
        return data.rows();
    }

    @Override
    public int dim() {
        return data.dim();
    }

    @Override
    public void read(int from, int count, float[] target) {
        data.read(from, count, target);
        for (int i = 0; i < count * units.length; i++) {
            target[i] /= units[i % units.length];
        }
    }
}
