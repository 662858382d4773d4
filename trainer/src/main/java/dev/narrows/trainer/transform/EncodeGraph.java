package dev.narrows.trainer.transform;

import dev.narrows.trainer.graph.Attribute;
import dev.narrows.trainer.graph.ElementType;
import dev.narrows.trainer.graph.Graph;
import dev.narrows.trainer.network.code.Code;
import java.util.List;

/**
 * The encoder of a {@link TransformCode} as ONNX nodes. Whole numbers are float32 below 2^24, so their arithmetic is exact.
 * With one class all that a class decides is constant; with several, a row is coded in those of its {@link Shortlist} at
 * once, [N, tried, dims]. For one graph.
 */
final class EncodeGraph {

    private static final float BYTE = 256;

    private final Graph graph;
    private final CodeTables tables;
    private final TableNodes nodes;

    EncodeGraph(Graph graph, CodeTables tables) {
        this.graph = graph;
        this.tables = tables;
        this.nodes = new TableNodes(graph, tables);
    }

    /** From components [N, dims] to the code, what comes back, and how much is lost. */
    Code.Exported encode(String latent) {
        return tables.classes == 1 ? one(latent) : best(latent);
    }

    private Code.Exported one(String latent) {
        String perUnit = nodes.list("code.perUnit", tables.perUnit);
        String bent = bent(latent, perUnit, nodes.list("code.offset", tables.offset));
        String cells = cells(bent, nodes.list("code.cells", shifts()));
        String value = value(cells);
        String back = nodes.restored(value, nodes.list("code.width", widths()), nodes.list("code.mean", tables.mean));
        // By component, each to its number with what it counts there; whole numbers all, so the product is exact.
        float[] matrix = new float[tables.dims * tables.slots];
        for (int at = 0; at < tables.positions; at++) {
            if (tables.component[at] < tables.dims) {
                matrix[tables.component[at] * tables.slots + tables.slotOf[at]] = tables.multiplier[at];
            }
        }
        String numbers =
                graph.node("MatMul", digits(cells), graph.constant("code.slots", matrix, tables.dims, tables.slots));
        return new Code.Exported(bytes(numbers), back, lost(value, bent, perUnit));
    }

    private Code.Exported best(String latent) {
        String list = Shortlist.needed(tables) ? shortlist(latent) : "";
        String perUnit = nodes.ofClass("code.perUnit", tables.perUnit, list);
        String bent = bent(
                graph.node("Unsqueeze", latent, graph.longs(1)),
                perUnit,
                nodes.ofClass("code.offset", tables.offset, list));
        String cells = cells(bent, nodes.ofClass("code.cells", shifts(), list));
        String errors = lost(value(cells), bent, perUnit);
        String place = graph.node("ArgMin", List.of(Attribute.of("axis", 1), Attribute.of("keepdims", 1)), errors);
        String lost = graph.node(
                "ReduceMin", List.of(Attribute.of("axes", List.of(1L)), Attribute.of("keepdims", 0)), errors);
        String chosen = list.isEmpty() ? place : taken(list, place);
        String which = nodes.squeezed(chosen);
        String own = graph.node("GatherND", List.of(Attribute.of("batch_dims", 1)), cells, place);
        String back = nodes.restored(
                value(own),
                nodes.ofClass("code.width", widths(), which),
                nodes.ofClass("code.mean", tables.mean, which));
        // A position that holds nothing takes any digit and counts it for nothing.
        String counted = graph.node(
                "Mul",
                digits(taken(own, nodes.components(0, which))),
                nodes.ofClass("code.multiplier", TableNodes.floats(tables.multiplier), which));
        float[] first = new float[tables.slots];
        first[0] = 1;
        String numbers = graph.node(
                "Add",
                graph.node("MatMul", counted, slotMatrix()),
                graph.node("Mul", graph.cast(chosen, ElementType.FLOAT32), nodes.list("code.first", first)));
        return new Code.Exported(bytes(numbers), back, lost);
    }

    /** The classes that are tried, int64 [N, tried]. */
    private String shortlist(String latent) {
        Shortlist of = new Shortlist(tables);
        String byValue = graph.node(
                "Gemm",
                latent,
                graph.constant("code.ofValue", of.ofValue, tables.dims, tables.classes),
                nodes.list("code.ofNone", of.constant));
        String expected = graph.node(
                "Gemm",
                graph.node("Mul", latent, latent),
                graph.constant("code.ofSquare", of.ofSquare, tables.dims, tables.classes),
                byValue);
        List<Attribute> least = List.of(Attribute.of("axis", 1), Attribute.of("largest", 0), Attribute.of("sorted", 0));
        return graph.nodes(2, "TopK", least, expected, graph.longs(Shortlist.MOST))
                .get(1);
    }

    private String bent(String component, String perUnit, String offset) {
        return graph.node("Add", graph.node("Mul", component, perUnit), offset);
    }

    /** Which cell a bent value falls into, an index of the tables. */
    private String cells(String bent, String shifts) {
        String stretched = graph.node("Mul", graph.node("Softsign", bent), graph.scalar(Quantiser.STRETCH));
        // What is not a number becomes some whole number, which must not lead out of the tables.
        return graph.node(
                "Clip",
                graph.cast(graph.node("Add", stretched, shifts), ElementType.INT32),
                integer(0),
                integer(tables.cellValue.length - 1));
    }

    private String value(String cells) {
        return graph.node("Gather", nodes.list("code.cellValue", tables.cellValue), cells);
    }

    private String digits(String cells) {
        return graph.node("Gather", nodes.list("code.cellDigit", tables.cellDigit), cells);
    }

    /** Sums of squares along the last axis of what is off, in units of the components. */
    private String lost(String value, String bent, String perUnit) {
        String off = graph.node("Div", graph.node("Sub", value, bent), perUnit);
        return graph.node(
                "ReduceSum", List.of(Attribute.of("keepdims", 0)), graph.node("Mul", off, off), graph.longs(-1));
    }

    private String taken(String values, String places) {
        return graph.node("GatherElements", List.of(Attribute.of("axis", 1)), values, places);
    }

    /** Numbers [N, slots] as bytes: the low ones of all, then the high ones. */
    private String bytes(String numbers) {
        String high = graph.node("Floor", graph.node("Mul", numbers, graph.scalar(1 / BYTE)));
        String low = graph.node("Sub", numbers, graph.node("Mul", high, graph.scalar(BYTE)));
        int two = tables.bytes - tables.slots;
        String code = two == 0
                ? low
                : graph.node(
                        "Concat",
                        List.of(Attribute.of("axis", 1)),
                        low,
                        two == tables.slots
                                ? high
                                : graph.node("Slice", high, graph.longs(0), graph.longs(two), graph.longs(1)));
        return graph.cast(code, ElementType.UINT8);
    }

    private String slotMatrix() {
        float[] matrix = new float[tables.positions * tables.slots];
        for (int at = 0; at < tables.positions; at++) {
            matrix[at * tables.slots + tables.slotOf[at]] = 1;
        }
        return graph.constant("code.slots", matrix, tables.positions, tables.slots);
    }

    private float[] shifts() {
        float[] shifts = TableNodes.floats(tables.firstCell);
        for (int i = 0; i < shifts.length; i++) {
            shifts[i] += Quantiser.SHIFT;
        }
        return shifts;
    }

    private float[] widths() {
        float[] widths = tables.deviation.clone();
        for (int i = 0; i < widths.length; i++) {
            widths[i] *= Quantiser.BEND;
        }
        return widths;
    }

    private String integer(int value) {
        return graph.node("Squeeze", graph.integers("code.bound", new int[] {value}));
    }
}
