package dev.narrows.trainer.transform;

import dev.narrows.trainer.graph.Attribute;
import dev.narrows.trainer.graph.ElementType;
import dev.narrows.trainer.graph.Graph;
import java.util.Arrays;
import java.util.List;

/** The decoder of a {@link TransformCode} as ONNX nodes, with whole numbers as in {@link EncodeGraph}. For one graph. */
final class DecodeGraph {

    private static final float BYTE = 256;

    private final Graph graph;
    private final CodeTables tables;
    private final TableNodes nodes;

    DecodeGraph(Graph graph, CodeTables tables) {
        this.graph = graph;
        this.tables = tables;
        this.nodes = new TableNodes(graph, tables);
    }

    /** From the code, uint8 [N, bytes], to the components that come back, [N, dims]. */
    String decode(String code) {
        String numbers = numbers(graph.cast(code, ElementType.FLOAT32));
        String number = graph.node(
                "Gather", List.of(Attribute.of("axis", 1)), numbers, graph.integers("code.slot", tables.slotOf));
        String which = "";
        String one = "";
        if (tables.classes > 1) {
            String zero = graph.node("Slice", numbers, graph.longs(0), graph.longs(1), graph.longs(1));
            which = graph.cast(rest(zero, graph.scalar(tables.classes)), ElementType.INT64);
            one = nodes.squeezed(which);
        }
        String divisor = nodes.ofClass("code.multiplier", divisors(), one);
        String levels = nodes.ofClass("code.levels", TableNodes.floats(tables.levels), one);
        String firstLevel = nodes.ofClass("code.firstLevel", TableNodes.floats(tables.firstLevel), one);
        String digit = rest(quotient(number, divisor), levels);
        String index = graph.cast(graph.node("Add", digit, firstLevel), ElementType.INT32);
        String value = graph.node("Gather", nodes.list("code.levelValue", tables.levelValue), index);
        return placed(
                nodes.restored(
                        value,
                        nodes.ofClass("code.deviation", byPosition(tables.deviation), one),
                        nodes.ofClass("code.mean", byPosition(tables.mean), one)),
                one);
    }

    private String numbers(String bytes) {
        if (tables.bytes == tables.slots) {
            return bytes;
        }
        String low = graph.node("Slice", bytes, graph.longs(0), graph.longs(tables.slots), graph.longs(1));
        String high = graph.node("Slice", bytes, graph.longs(tables.slots), graph.longs(tables.bytes), graph.longs(1));
        int missing = 2 * tables.slots - tables.bytes;
        String padded = missing == 0 ? high : graph.node("Pad", high, graph.longs(0, 0, 0, missing));
        return graph.node("Add", low, graph.node("Mul", padded, graph.scalar(BYTE)));
    }

    /** Values by position as components; what a class does not keep comes back as its mean. */
    private String placed(String values, String which) {
        if (tables.classes == 1) {
            float[] places = new float[tables.positions * tables.dims];
            float[] means = Arrays.copyOf(tables.mean, tables.dims);
            for (int at = 0; at < tables.positions; at++) {
                if (tables.component[at] < tables.dims) {
                    places[at * tables.dims + tables.component[at]] = 1;
                    means[tables.component[at]] = 0;
                }
            }
            String placed =
                    graph.node("MatMul", values, graph.constant("code.places", places, tables.positions, tables.dims));
            return graph.node("Add", placed, graph.constant("code.classMean", means, 1, tables.dims));
        }
        // Positions that hold nothing go to a column of their own, which is cut off.
        int wide = tables.dims + 1;
        float[] means = new float[tables.classes * wide];
        for (int c = 0; c < tables.classes; c++) {
            System.arraycopy(tables.mean, c * tables.dims, means, c * wide, tables.dims);
        }
        String full = graph.node(
                "ScatterElements",
                List.of(Attribute.of("axis", 1)),
                nodes.ofClass("code.classMean", means, which),
                nodes.components(tables.dims, which),
                values);
        return graph.node("Slice", full, graph.longs(0), graph.longs(tables.dims), graph.longs(1));
    }

    /** floor(a / b) of whole numbers: the half keeps a quotient that is whole from falling below it. */
    private String quotient(String a, String b) {
        return graph.node("Floor", graph.node("Div", graph.node("Add", a, graph.scalar(0.5f)), b));
    }

    private String rest(String a, String b) {
        return graph.node("Sub", a, graph.node("Mul", quotient(a, b), b));
    }

    /** What a number is divided by for its digit; where a position holds nothing, by one. */
    private float[] divisors() {
        float[] divisors = TableNodes.floats(tables.multiplier);
        for (int i = 0; i < divisors.length; i++) {
            divisors[i] = Math.max(1, divisors[i]);
        }
        return divisors;
    }

    /** By position what stands by component; 0 where a position holds nothing. */
    private float[] byPosition(float[] values) {
        float[] by = new float[tables.component.length];
        for (int i = 0; i < by.length; i++) {
            by[i] = tables.component[i] == tables.dims
                    ? 0
                    : values[i / tables.positions * tables.dims + tables.component[i]];
        }
        return by;
    }
}
