package dev.narrows.trainer.score;

import dev.narrows.trainer.graph.Graph;
import dev.narrows.trainer.network.Torch;
import java.util.Arrays;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Each feature by itself, shifted and scaled, {@code y = cap((g(x) - offset) factor)}, where g is either the identity or
 * the signed logarithm {@code sign(x) log(1 + |x| / typical)}, which brings long tails of either sign in without depending
 * on the unit. The cap keeps a change of a feature that hardly ever changed from being all that counts.
 */
final class Standardised implements Space {

    /** Largest coordinate. */
    static final float CAP = 50;

    private static final double ROUNDING = 1e-6;

    private final float[] perTypical;
    private final float[] offset;
    private final float[] factor;

    private Standardised(float[] perTypical, float[] offset, float[] factor) {
        this.perTypical = perTypical;
        this.offset = offset;
        this.factor = factor;
    }

    /** Mean 0 and standard deviation 1 on {@code rows}. */
    static Standardised ofDeviation(Sample rows) {
        return of(rows, false, new float[0]);
    }

    /** Smallest value 0 and largest 1 on {@code rows}. */
    static Standardised ofRange(Sample rows) {
        return of(rows, true, new float[0]);
    }

    /** Mean 0 and standard deviation 1 of the signed logarithms of {@code rows}. */
    static Standardised ofLogarithm(Sample rows) {
        float[] perTypical = new float[rows.dim()];
        for (int feature = 0; feature < perTypical.length; feature++) {
            float[] sizes = rows.column(feature);
            double mean = 0;
            for (int row = 0; row < sizes.length; row++) {
                sizes[row] = Math.abs(sizes[row]);
                mean += (double) sizes[row] / sizes.length;
            }
            Arrays.sort(sizes);
            float median = sizes[sizes.length / 2];
            double typical = median > 0 ? median : mean;
            float per = (float) (1 / typical);
            perTypical[feature] = Float.isFinite(per) ? per : 1;
        }
        return of(rows, false, perTypical);
    }

    private static Standardised of(Sample rows, boolean range, float[] perTypical) {
        int dim = rows.dim();
        float[] offset = new float[dim];
        float[] factor = new float[dim];
        for (int feature = 0; feature < dim; feature++) {
            float[] column = rows.column(feature);
            for (int row = 0; row < column.length && perTypical.length > 0; row++) {
                column[row] = signedLog(column[row], perTypical[feature]);
            }
            Moments moments = Moments.of(column);
            double size = Math.max(Math.abs(moments.smallest()), Math.abs(moments.largest()));
            double width = moments.largest() - moments.smallest();
            double spread = range ? width : moments.deviation();
            // One that never changed is measured in units of its own size.
            double unit = width > ROUNDING * size ? spread : size;
            offset[feature] = (float) (range ? moments.smallest() : moments.mean());
            float inverse = (float) (1 / unit);
            factor[feature] = Float.isFinite(inverse) ? inverse : 1;
        }
        return new Standardised(perTypical, offset, factor);
    }

    @Override
    public Tensor forward(Tensor raw) {
        Tensor x = raw;
        if (perTypical.length > 0) {
            Tensor sizes = raw.abs().mul(Torch.tensor(perTypical, perTypical.length));
            x = sizes.add(new Scalar(1f)).log().mul(raw.sign());
        }
        Tensor y = x.sub(Torch.tensor(offset, offset.length)).mul(Torch.tensor(factor, factor.length));
        return torch.clamp(y, new ScalarOptional(new Scalar(-CAP)), new ScalarOptional(new Scalar(CAP)));
    }

    @Override
    public String export(Graph graph, String raw) {
        String x = raw;
        if (perTypical.length > 0) {
            String sizes = graph.node(
                    "Mul", graph.node("Abs", raw), graph.constant("per_typical", perTypical, perTypical.length));
            String logs = graph.node("Log", graph.node("Add", sizes, graph.scalar(1)));
            x = graph.node("Mul", logs, graph.node("Sign", raw));
        }
        String shifted = graph.node("Sub", x, graph.constant("offset", offset, offset.length));
        String y = graph.node("Mul", shifted, graph.constant("factor", factor, factor.length));
        return graph.node("Clip", y, graph.scalar(-CAP), graph.scalar(CAP));
    }

    private static float signedLog(float value, float perTypical) {
        return (float) (Math.signum(value) * Math.log1p(Math.abs(value) * perTypical));
    }
}
