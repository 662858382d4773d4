package dev.narrows.trainer.network.integer;

import dev.narrows.trainer.graph.Attribute;
import dev.narrows.trainer.graph.ElementType;
import dev.narrows.trainer.graph.Graph;
import dev.narrows.trainer.graph.IntegerRows;
import dev.narrows.trainer.network.layer.Dense;
import dev.narrows.trainer.network.layer.Layer;
import dev.narrows.trainer.tensor.Parameter;
import dev.narrows.trainer.tensor.Pass;
import dev.narrows.trainer.tensor.Torch;
import dev.narrows.trainer.tensor.Weights;
import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * A fully connected layer whose products and sums are of whole numbers (Jacob et al. 2018): its input becomes bytes, its
 * weights are {@link IntegerRows}, its bias is rounded to the steps of their products, and the sum becomes a float again:
 *
 * <pre>y = (sum_i (q_i - zero) w_i + b) (input step * row step)</pre>
 *
 * <p>Written as QuantizeLinear, DequantizeLinear and Gemm, which any runtime can compute in floats and ONNX Runtime makes
 * one integer product of when it loads the graph.
 */
record IntegerDense(Dense dense, InputRange range) implements Layer {

    /** Sums of whole numbers up to there are exact in float32. */
    private static final int EXACT = 1 << 24;

    private static final double LARGEST_BIAS = 1 << 30;

    /** Whether the bias can be told in the steps of the products. */
    static boolean fits(Dense dense, InputRange range, Weights weights) {
        float[] steps = steps(rows(dense, weights), range);
        float[] bias = weights.values(dense.bias());
        for (int i = 0; i < steps.length; i++) {
            if (!(Math.abs(bias[i] / steps[i]) < LARGEST_BIAS)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public List<Parameter> parameters() {
        return dense.parameters();
    }

    @Override
    public Tensor forward(Tensor x, Pass pass) {
        return pass.training() ? approximate(x, pass) : exact(x, pass);
    }

    /** In floats, with gradients that pass straight through the rounding. */
    private Tensor approximate(Tensor x, Pass pass) {
        Tensor near = bytes(x.detach()).mul(new Scalar(range.step()));
        Tensor weight = pass.parameter(dense.weight());
        Tensor values = weight.detach();
        Tensor steps = values.abs()
                .amax(new long[] {1}, true)
                .clamp_min(new Scalar(1e-12f))
                .div(new Scalar((float) IntegerRows.FACTOR));
        Tensor rounded = values.div(steps).round().mul(steps);
        return torch.linear(
                x.add(near.sub(x.detach())),
                weight.add(rounded.sub(values)),
                new TensorOptional(pass.parameter(dense.bias())));
    }

    private Tensor exact(Tensor x, Pass pass) {
        IntegerRows rows = rows(dense, pass.weights());
        float[] steps = steps(rows, range);
        ScalarType type = (long) dense.inputs() * InputRange.LARGEST * IntegerRows.FACTOR < EXACT
                ? ScalarType.Float
                : ScalarType.Double;
        Tensor whole = Torch.tensor(floats(rows.values()), dense.outputs(), dense.inputs());
        Tensor sums = torch.linear(bytes(x).to(type), whole.to(type), new TensorOptional());
        Tensor bias = Torch.tensor(floats(bias(pass.weights(), steps)), steps.length);
        return sums.to(ScalarType.Double).add(bias).to(ScalarType.Float).mul(Torch.tensor(steps, steps.length));
    }

    /** Whole numbers, less what 0 became. */
    private Tensor bytes(Tensor x) {
        return torch.clamp(
                x.div(new Scalar(range.step())).round(),
                new ScalarOptional(new Scalar((float) -range.zero())),
                new ScalarOptional(new Scalar((float) (InputRange.LARGEST - range.zero()))));
    }

    @Override
    public String export(Graph graph, String x, Weights weights) {
        IntegerRows rows = rows(dense, weights);
        float[] steps = steps(rows, range);
        String step = graph.scalar(range.step());
        String zero = graph.bytes("zero", ElementType.UINT8, new byte[] {(byte) range.zero()});
        String rounded = graph.node("DequantizeLinear", graph.node("QuantizeLinear", x, step, zero), step, zero);
        String weight = graph.node(
                "DequantizeLinear",
                List.of(Attribute.of("axis", 1)),
                graph.bytes(dense.weight(), ElementType.INT8, columns(rows), dense.inputs(), dense.outputs()),
                graph.constant(dense.weight() + ".step", rows.steps(), dense.outputs()),
                graph.bytes("zeros", ElementType.INT8, new byte[dense.outputs()], dense.outputs()));
        String bias = graph.node(
                "DequantizeLinear",
                List.of(Attribute.of("axis", 0)),
                graph.integers(dense.bias(), bias(weights, steps)),
                graph.constant(dense.bias() + ".step", steps, dense.outputs()));
        return graph.node("Gemm", rounded, weight, bias);
    }

    private static IntegerRows rows(Dense dense, Weights weights) {
        return IntegerRows.of(weights.values(dense.weight()), dense.outputs(), IntegerRows.FACTOR);
    }

    /** Of the products, one for each output. */
    private static float[] steps(IntegerRows rows, InputRange range) {
        float[] steps = rows.steps().clone();
        for (int i = 0; i < steps.length; i++) {
            steps[i] *= range.step();
        }
        return steps;
    }

    private int[] bias(Weights weights, float[] steps) {
        float[] values = weights.values(dense.bias());
        int[] bias = new int[values.length];
        for (int i = 0; i < bias.length; i++) {
            bias[i] = (int) Math.rint((double) values[i] / steps[i]);
        }
        return bias;
    }

    /** [outputs, inputs] to [inputs, outputs], as the fast product wants them. */
    private byte[] columns(IntegerRows rows) {
        byte[] columns = new byte[rows.values().length];
        for (int output = 0; output < dense.outputs(); output++) {
            for (int input = 0; input < dense.inputs(); input++) {
                columns[input * dense.outputs() + output] = rows.values()[output * dense.inputs() + input];
            }
        }
        return columns;
    }

    private static float[] floats(byte[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = values[i];
        }
        return floats;
    }

    private static float[] floats(int[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = values[i];
        }
        return floats;
    }
}
