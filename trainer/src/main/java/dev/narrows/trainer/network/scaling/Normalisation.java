package dev.narrows.trainer.network.scaling;

import dev.narrows.trainer.dataset.Dataset;
import dev.narrows.trainer.graph.Graph;
import dev.narrows.trainer.tensor.Torch;
import java.util.Arrays;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * Raw units to those of the network and back, {@code y = (x - offset) * factor}, with one offset and factor for all
 * features or one for each. A constant feature is measured in units of its own size, so that a tiny change of it stays
 * tiny. Immutable.
 */
public final class Normalisation {

    private final Scaling scaling;
    private final float[] offset;
    private final float[] factor;

    private Normalisation(Scaling scaling, double[] offset, double[] unit) {
        this.scaling = scaling;
        this.offset = new float[offset.length];
        this.factor = new float[offset.length];
        for (int i = 0; i < offset.length; i++) {
            this.offset[i] = (float) offset[i];
            this.factor[i] = (float) (1 / unit[i]);
            if (!Float.isFinite(this.factor[i]) || this.factor[i] == 0) {
                throw new IllegalArgumentException("feature " + i + ": values of the order of " + unit[i]
                        + " (expected: within what float32 can scale, 1e-38 to 1e38)");
            }
        }
    }

    /**
     * Learned from all rows of {@code data}.
     *
     * @throws IllegalArgumentException where a value is not finite
     */
    public static Normalisation of(Dataset data, Scaling asked) {
        Statistics statistics = Statistics.of(data);
        Scaling scaling = asked.resolve(statistics);
        double smallest = statistics.smallest();
        return switch (scaling) {
            case AUTO -> throw new IllegalStateException("scaling: AUTO (expected: resolved)");
            case NONE -> new Normalisation(scaling, new double[] {0}, new double[] {1});
            case RANGE ->
                new Normalisation(
                        scaling, new double[] {smallest}, new double[] {unit(statistics.largest() - smallest, smallest)
                        });
            case STANDARD ->
                new Normalisation(scaling, new double[] {statistics.overallMean()}, new double[] {
                    unit(statistics.overallDeviation(), statistics.overallMean())
                });
            case CENTRED -> centred(statistics);
            case FEATURE_RANGE -> new Normalisation(scaling, statistics.min, units(statistics, true));
            case FEATURE_STANDARD -> new Normalisation(scaling, statistics.mean, units(statistics, false));
        };
    }

    /** Learned from all rows of {@code data}, so that each feature has a mean of zero. */
    public static Normalisation centred(Dataset data, Scaling asked) {
        Statistics statistics = Statistics.of(data);
        return asked.resolve(statistics).centred() == Scaling.CENTRED
                ? centred(statistics)
                : new Normalisation(Scaling.FEATURE_STANDARD, statistics.mean, units(statistics, false));
    }

    private static Normalisation centred(Statistics statistics) {
        double[] units = new double[statistics.mean.length];
        double squares = Arrays.stream(statistics.deviation)
                .map(spread -> spread * spread)
                .average()
                .orElseThrow();
        Arrays.fill(units, unit(Math.sqrt(squares), statistics.overallMean()));
        return new Normalisation(Scaling.CENTRED, statistics.mean, units);
    }

    /** What was resolved; never {@link Scaling#AUTO}. */
    public Scaling scaling() {
        return scaling;
    }

    /** What each feature's values are divided by, [dim], where each feature has a unit of its own; else empty. */
    public float[] featureUnits() {
        boolean own = scaling == Scaling.FEATURE_RANGE || scaling == Scaling.FEATURE_STANDARD;
        float[] units = new float[own ? factor.length : 0];
        for (int i = 0; i < units.length; i++) {
            units[i] = 1 / factor[i];
        }
        return units;
    }

    /** Rows [n, dim] in raw units to the network's. */
    public Tensor apply(Tensor raw) {
        return offset.length == 1
                ? raw.sub(new Scalar(offset[0])).mul(new Scalar(factor[0]))
                : raw.sub(tensor(offset)).mul(tensor(factor));
    }

    /**
     * The first {@code rows} of rows of {@code dim} values, row-major in raw units, in the network's.
     *
     * @return [rows, dim]
     */
    public float[] apply(float[] raw, int rows, int dim) {
        Torch.enter();
        try (PointerScope scope = new PointerScope();
                NoGradGuard guard = new NoGradGuard()) {
            return Torch.values(apply(Torch.tensor(raw, raw.length / dim, dim).narrow(0, 0, rows)));
        }
    }

    /** Rows [n, dim] in the network's units to raw ones. */
    public Tensor invert(Tensor normal) {
        return offset.length == 1
                ? normal.div(new Scalar(factor[0])).add(new Scalar(offset[0]))
                : normal.div(tensor(factor)).add(tensor(offset));
    }

    public String export(Graph graph, String raw) {
        String shifted = isZero(offset) ? raw : graph.node("Sub", raw, constant(graph, "offset", offset));
        return graph.node("Mul", shifted, constant(graph, "factor", factor));
    }

    public String exportInverse(Graph graph, String normal) {
        String scaled = graph.node("Div", normal, constant(graph, "factor", factor));
        return isZero(offset) ? scaled : graph.node("Add", scaled, constant(graph, "offset", offset));
    }

    private static String constant(Graph graph, String name, float[] values) {
        return values.length == 1 ? graph.scalar(values[0]) : graph.constant(name, values, values.length);
    }

    private static boolean isZero(float[] values) {
        return Arrays.equals(values, new float[values.length]);
    }

    private static Tensor tensor(float[] values) {
        return Torch.tensor(values, values.length);
    }

    private static double[] units(Statistics data, boolean range) {
        double[] units = new double[data.mean.length];
        for (int feature = 0; feature < units.length; feature++) {
            double spread = range ? data.max[feature] - data.min[feature] : data.deviation[feature];
            units[feature] = unit(data.constant(feature) ? 0 : spread, data.mean[feature]);
        }
        return units;
    }

    private static double unit(double spread, double size) {
        if (spread > 0) {
            return spread;
        }
        return size == 0 ? 1 : Math.abs(size);
    }
}
