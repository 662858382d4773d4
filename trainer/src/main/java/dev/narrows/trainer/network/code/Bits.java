package dev.narrows.trainer.network.code;

import dev.narrows.trainer.graph.Attribute;
import dev.narrows.trainer.graph.Graph;
import dev.narrows.trainer.tensor.Torch;
import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Packs whole numbers of {@code bits} bits into bytes: one after the other, the most significant bit first, the last byte
 * filled up with zeros. All arithmetic is float32 on whole numbers below 2^24, so it is exact.
 *
 * <p>A number is split into bits by {@code floor(q / 2^k) - 2 floor(q / 2^(k+1))}; where bits divide 8, whole numbers are
 * shifted instead, which is cheaper and gives the same bytes.
 *
 * @param count numbers a row
 * @param bits of each, 1 to 8
 */
record Bits(int count, int bits) {

    /** Bits of a byte. */
    static final int BYTE = 8;

    /** Bytes a row. */
    int bytes() {
        return (count * bits + BYTE - 1) / BYTE;
    }

    /** Numbers [n, count], float32, to bytes [n, bytes], float32. */
    Tensor pack(Tensor numbers) {
        int width = unit();
        int parts = BYTE / width;
        Tensor units = width == bits ? numbers : split(numbers, bits, width);
        long missing = (long) bytes() * parts - (long) count * (bits / width);
        Tensor padded = missing == 0 ? units : torch.constant_pad_nd(units, 0, missing);
        return padded.view(-1, bytes(), parts).matmul(tensor(weights(parts, width)));
    }

    /** Adds the nodes that pack; returns float32 [N, bytes]. */
    String export(Graph graph, String numbers) {
        int width = unit();
        int parts = BYTE / width;
        if (parts == 1) {
            return numbers;
        }
        String units = width == bits ? numbers : exportSplit(graph, numbers, count, bits, width);
        long missing = (long) bytes() * parts - (long) count * (bits / width);
        String padded = missing == 0 ? units : graph.node("Pad", units, graph.longs(0, 0, 0, missing));
        String grouped = graph.node("Reshape", padded, graph.longs(-1, bytes(), parts));
        return sum(graph, grouped, weights(parts, width));
    }

    /** Adds the nodes that unpack bytes, float32 [N, bytes]; returns the numbers, float32 [N, count]. */
    String exportInverse(Graph graph, String bytes) {
        int width = unit();
        if (width == BYTE) {
            return bytes;
        }
        String units = exportSplit(graph, bytes, bytes(), BYTE, width);
        long used = (long) count * (bits / width);
        String cut = used == (long) bytes() * (BYTE / width)
                ? units
                : graph.node("Slice", units, graph.longs(0L), graph.longs(used), graph.longs(1L));
        if (width == bits) {
            return cut;
        }
        return sum(graph, graph.node("Reshape", cut, graph.longs(-1, count, bits)), weights(bits, 1));
    }

    /** Bits that move as one: all of a number's where no number crosses a byte, else one. */
    private int unit() {
        return BYTE % bits == 0 ? bits : 1;
    }

    private static Tensor split(Tensor numbers, int bits, int width) {
        Tensor low = tensor(weights(bits / width, width));
        Tensor wide = numbers.unsqueeze(-1).div(low).floor();
        Tensor high = wide.div(new Scalar((float) (1 << width))).floor().mul(new Scalar((float) (1 << width)));
        return wide.sub(high).view(numbers.size(0), -1);
    }

    private static String exportSplit(Graph graph, String numbers, int count, int bits, int width) {
        float[] weights = weights(bits / width, width);
        String column = graph.node("Unsqueeze", numbers, graph.longs(2L));
        String wide =
                graph.node("Floor", graph.node("Div", column, graph.constant("weights", weights, weights.length)));
        String base = graph.scalar((float) (1 << width));
        String high = graph.node("Mul", graph.node("Floor", graph.node("Div", wide, base)), base);
        return graph.node("Reshape", graph.node("Sub", wide, high), graph.longs(-1, (long) count * weights.length));
    }

    private static String sum(Graph graph, String parts, float[] weights) {
        String weighted = graph.node("Mul", parts, graph.constant("weights", weights, weights.length));
        return graph.node("ReduceSum", List.of(Attribute.of("keepdims", 0)), weighted, graph.longs(2L));
    }

    /** What each of {@code parts} parts of {@code width} bits is worth, the first the most. */
    private static float[] weights(int parts, int width) {
        float[] weights = new float[parts];
        for (int i = 0; i < parts; i++) {
            weights[i] = 1 << (width * (parts - 1 - i));
        }
        return weights;
    }

    private static Tensor tensor(float[] values) {
        return Torch.tensor(values, values.length);
    }
}
