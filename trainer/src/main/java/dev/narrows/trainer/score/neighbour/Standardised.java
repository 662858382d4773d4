package dev.narrows.trainer.score.neighbour;

import dev.narrows.trainer.graph.Graph;
import dev.narrows.trainer.score.operation.Moments;
import dev.narrows.trainer.tensor.Torch;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Each feature by itself, shifted and scaled, {@code y = cap((g(x) - offset) factor)}, where g is either the identity or
 * the signed logarithm {@code sign(x) log(1 + scale |x|)}, which brings long tails of either sign in. The scale is 1, so
 * that counts and amounts are taken in the units that they come in; values around 1/100 and below, which it leaves as they
 * are, are made larger for float32's sake only. The cap keeps a change of a feature that hardly ever changed from being
 * all that counts.
 */
final class Standardised implements FeatureSpace {

    /** Largest coordinate. */
    static final float CAP = 50;

    private static final double ROUNDING = 1e-6;
    private static final double LINEAR = 0.01;

    private final float[] logScale;
    private final float[] offset;
    private final float[] factor;

    private Standardised(float[] logScale, float[] offset, float[] factor) {
        this.logScale = logScale;
        this.offset = offset;
        this.factor = factor;
    }

    /** Mean 0 and standard deviation 1 on {@code rows}. */
    static Standardised ofDeviation(Sample rows) {
        return of(rows, false, new float[0]);
    }

    /** Mean 0, and 1 from the smallest value to the largest, on {@code rows}. */
    static Standardised ofRange(Sample rows) {
        return of(rows, true, new float[0]);
    }

    /** Mean 0 and standard deviation 1 of the signed logarithms of {@code rows}. */
    static Standardised ofLogarithm(Sample rows) {
        float[] scale = new float[rows.dim()];
        for (int feature = 0; feature < scale.length; feature++) {
            double size = 0;
            for (float value : rows.column(feature)) {
                size += (double) Math.abs(value) / rows.rows();
            }
            float small = (float) (LINEAR / size);
            scale[feature] = size < LINEAR && Float.isFinite(small) ? small : 1;
        }
        return of(rows, false, scale);
    }

    private static Standardised of(Sample rows, boolean range, float[] logScale) {
        int dim = rows.dim();
        float[] offset = new float[dim];
        float[] factor = new float[dim];
        for (int feature = 0; feature < dim; feature++) {
            float[] column = rows.column(feature);
            for (int row = 0; row < column.length && logScale.length > 0; row++) {
                column[row] = signedLog(column[row], logScale[feature]);
            }
            Moments moments = Moments.of(column);
            double size = Math.max(Math.abs(moments.smallest()), Math.abs(moments.largest()));
            double width = moments.largest() - moments.smallest();
            double spread = range ? width : moments.deviation();
            // One that never changed is measured in units of its own size.
            double unit = width > ROUNDING * size ? spread : size;
            // Around the middle in either case: far from zero, distances lose their bits to float32.
            offset[feature] = (float) moments.mean();
            float inverse = (float) (1 / unit);
            factor[feature] = Float.isFinite(inverse) ? inverse : 1;
        }
        return new Standardised(logScale, offset, factor);
    }

    @Override
    public Tensor forward(Tensor raw) {
        Tensor x = raw;
        if (logScale.length > 0) {
            Tensor sizes = raw.abs().mul(Torch.tensor(logScale, logScale.length));
            x = sizes.add(new Scalar(1f)).log().mul(raw.sign());
        }
        Tensor y = x.sub(Torch.tensor(offset, offset.length)).mul(Torch.tensor(factor, factor.length));
        return torch.clamp(y, new ScalarOptional(new Scalar(-CAP)), new ScalarOptional(new Scalar(CAP)));
    }

    @Override
    public String export(Graph graph, String raw) {
        String x = raw;
        if (logScale.length > 0) {
            String sizes =
                    graph.node("Mul", graph.node("Abs", raw), graph.constant("log_scale", logScale, logScale.length));
            String logs = graph.node("Log", graph.node("Add", sizes, graph.scalar(1)));
            x = graph.node("Mul", logs, graph.node("Sign", raw));
        }
        String shifted = graph.node("Sub", x, graph.constant("offset", offset, offset.length));
        String y = graph.node("Mul", shifted, graph.constant("factor", factor, factor.length));
        return graph.node("Clip", y, graph.scalar(-CAP), graph.scalar(CAP));
    }

    private static float signedLog(float value, float scale) {
        return (float) (Math.signum(value) * Math.log1p(Math.abs(value) * scale));
    }
}
