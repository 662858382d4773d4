package dev.narrows.trainer.network.code;

import dev.narrows.trainer.graph.ElementType;
import dev.narrows.trainer.graph.Graph;
import dev.narrows.trainer.tensor.Parameter;
import dev.narrows.trainer.tensor.Weights;
import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Each value of a latent by itself, in {@code 2^bits} equal steps:
 * {@code q = clip(round((z - low) / step), 0, 2^bits - 1)} and back {@code z' = low + q step}.
 *
 * <p>{@code low} and {@code step} of each dimension are those with the least squared error on the training latents,
 * chosen among ranges between ever further quantiles: with many bits nearly the whole range, with few a narrower one that
 * cuts the tails.
 *
 * @param dims values of a latent, 1 or more
 * @param bits of each, 1 to 8
 */
public record ScalarCode(int dims, int bits) implements Code {

    private static final String LOW = "code.low";
    private static final String STEP = "code.step";
    private static final double[] TAILS = {
        0, 0.0001, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.02, 0.035, 0.05, 0.08, 0.12, 0.16, 0.21
    };

    /** Checks its numbers. */
    public ScalarCode {
        if (dims < 1) {
            throw new IllegalArgumentException("latent dims: " + dims + " (expected: >= 1)");
        }
        if (bits < 1 || bits > Bits.BYTE) {
            throw new IllegalArgumentException("code bits: " + bits + " (expected: 1 to 8)");
        }
    }

    @Override
    public int bytes() {
        return packing().bytes();
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(Parameter.fixed(LOW, dims), Parameter.fixed(STEP, dims));
    }

    @Override
    public void fit(Tensor latents, Weights weights) {
        Tensor sorted = torch.sort(latents, 0, false).get0();
        Tensor bestError = torch.full_like(latents.mean(0), new Scalar(Float.MAX_VALUE));
        Tensor bestLow = torch.zeros_like(bestError);
        Tensor bestStep = torch.ones_like(bestError);
        long last = sorted.size(0) - 1;
        for (double tail : TAILS) {
            long cut = Math.round(tail * last);
            Tensor low = sorted.select(0, cut);
            Tensor step = sorted.select(0, last - cut)
                    .sub(low)
                    .div(new Scalar((float) levels()))
                    .clamp_min(new Scalar(1e-6f));
            Tensor quantised = low.add(levels(latents, low, step).mul(step));
            Tensor error = quantised.sub(latents).square().mean(0);
            Tensor better = error.lt(bestError);
            bestError = torch.where(better, error, bestError);
            bestLow = torch.where(better, low, bestLow);
            bestStep = torch.where(better, step, bestStep);
        }
        weights.set(LOW, bestLow);
        weights.set(STEP, bestStep);
    }

    @Override
    public Tensor roundTrip(Tensor latents, Weights weights) {
        Tensor low = weights.get(LOW);
        Tensor step = weights.get(STEP);
        Tensor inside = cut(latents.sub(low).div(step));
        Tensor rounded = inside.add(inside.detach().round().sub(inside.detach()));
        return rounded.mul(step).add(low);
    }

    @Override
    public Tensor pack(Tensor latents, Weights weights) {
        return packing().pack(levels(latents, weights.get(LOW), weights.get(STEP)));
    }

    @Override
    public Tensor margin(Tensor latents, Weights weights) {
        Tensor position = cut(latents.sub(weights.get(LOW)).div(weights.get(STEP)));
        Tensor away = position.sub(position.round()).abs();
        return away.mul(new Scalar(-1f)).add(new Scalar(0.5f)).amin(new long[] {1}, false);
    }

    @Override
    public Exported export(Graph graph, String latent, Weights weights) {
        float[] low = weights.values(LOW);
        float[] step = weights.values(STEP);
        float[] perUnit = new float[dims];
        float[] offset = new float[dims];
        for (int i = 0; i < dims; i++) {
            perUnit[i] = 1 / step[i];
            offset[i] = -low[i] / step[i];
        }
        String position = graph.affine(
                latent, graph.constant("code.perUnit", perUnit, dims), graph.constant("code.offset", offset, dims));
        String zero = graph.bytes("zero", ElementType.UINT8, new byte[1]);
        // Rounds half to even and cuts to 0 to 255.
        String whole = graph.node("QuantizeLinear", position, graph.scalar(1f), zero);
        if (bits < Bits.BYTE) {
            String most = graph.bytes("most", ElementType.UINT8, new byte[] {(byte) levels()});
            whole = graph.node("Clip", whole, zero, most);
        }
        String levels = graph.cast(whole, ElementType.FLOAT32);
        String code = bits == Bits.BYTE ? whole : graph.cast(packing().export(graph, levels), ElementType.UINT8);
        return new Exported(code, exportLatent(graph, levels, weights));
    }

    @Override
    public String exportInverse(Graph graph, String code, Weights weights) {
        String levels = packing().exportInverse(graph, graph.cast(code, ElementType.FLOAT32));
        return exportLatent(graph, levels, weights);
    }

    private String exportLatent(Graph graph, String levels, Weights weights) {
        String step = graph.constant(STEP, weights.values(STEP), dims);
        return graph.affine(levels, step, graph.constant(LOW, weights.values(LOW), dims));
    }

    private Bits packing() {
        return new Bits(dims, bits);
    }

    private int levels() {
        return (1 << bits) - 1;
    }

    private Tensor levels(Tensor latents, Tensor low, Tensor step) {
        return cut(latents.sub(low).div(step).round());
    }

    private Tensor cut(Tensor position) {
        return torch.clamp(
                position, new ScalarOptional(new Scalar(0f)), new ScalarOptional(new Scalar((float) levels())));
    }
}
