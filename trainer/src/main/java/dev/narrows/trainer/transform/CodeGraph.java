package dev.narrows.trainer.transform;

import dev.narrows.trainer.graph.Attribute;
import dev.narrows.trainer.graph.ElementType;
import dev.narrows.trainer.graph.Graph;
import dev.narrows.trainer.network.code.Code;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A {@link TransformCode} as ONNX nodes. Whole numbers are float32 below 2^24, so their arithmetic is exact. With one class
 * all that a class decides is constant. For one graph.
 */
final class CodeGraph {

    private static final float BYTE = 256;

    private final Graph graph;
    private final CodeTables tables;
    private final int all;

    CodeGraph(Graph graph, CodeTables tables) {
        this.graph = graph;
        this.tables = tables;
        this.all = tables.classes * tables.positions;
    }

    /** From components [N, dims] to the code, what comes back, and how much is lost. */
    Code.Exported encode(String latent) {
        String here = take(latent, "code.component", component(0));
        String bent = graph.node(
                "Softsign",
                graph.node(
                        "Add",
                        graph.node("Mul", here, floats("code.perUnit", tables.perUnit, all)),
                        floats("code.offset", tables.offset, all)));
        float[] shifts = new float[all];
        for (int i = 0; i < all; i++) {
            shifts[i] = tables.firstCell[i] + Quantiser.SHIFT;
        }
        String place = graph.node(
                "Add", graph.node("Mul", bent, graph.scalar(Quantiser.STRETCH)), floats("code.cells", shifts, all));
        // What is not a number becomes some whole number, which must not lead out of the tables.
        String cells = graph.node(
                "Clip", graph.cast(place, ElementType.INT32), integer(0), integer(tables.cellValue.length - 1));
        String back = restored(
                graph.node("Gather", floats("code.cellValue", tables.cellValue, tables.cellValue.length), cells),
                floats("code.deviation", tables.deviation, all),
                floats("code.mean", tables.mean, all));
        String errors = errors(latent, graph.node("Sub", back, here));
        String digits;
        String chosen = "";
        String lost;
        if (tables.classes == 1) {
            digits = digits(cells, floats("code.multiplier", multipliers(), all));
            lost = graph.node("Squeeze", errors, graph.longs(1));
        } else {
            chosen = graph.node("ArgMin", List.of(Attribute.of("axis", 1), Attribute.of("keepdims", 1)), errors);
            lost = graph.node(
                    "ReduceMin", List.of(Attribute.of("axes", List.of(1L)), Attribute.of("keepdims", 0)), errors);
            digits = digits(ofClass(cells, chosen), byClass("code.multiplier", multipliers(), squeezed(chosen)));
        }
        String numbers = graph.node("MatMul", digits, slotMatrix());
        if (tables.classes > 1) {
            float[] first = new float[tables.slots];
            first[0] = 1;
            String which = graph.node(
                    "Mul", graph.cast(chosen, ElementType.FLOAT32), floats("code.first", first, tables.slots));
            numbers = graph.node("Add", numbers, which);
        }
        return new Code.Exported(bytes(numbers), latent(back, chosen), lost);
    }

    /** From the code, uint8 [N, bytes], to the components that come back, [N, dims]. */
    String decode(String code) {
        String numbers = numbers(graph.cast(code, ElementType.FLOAT32));
        String number = take(numbers, "code.slot", tables.slotOf);
        String which = "";
        String multiplier;
        String levels;
        String firstLevel;
        String deviation;
        String mean;
        float[] counts = floats(tables.levels);
        float[] first = floats(tables.firstLevel);
        if (tables.classes == 1) {
            multiplier = floats("code.multiplier", multipliers(), all);
            levels = floats("code.levels", counts, all);
            firstLevel = floats("code.firstLevel", first, all);
            deviation = floats("code.deviation", tables.deviation, all);
            mean = floats("code.mean", tables.mean, all);
        } else {
            String zero = graph.node("Slice", numbers, graph.longs(0), graph.longs(1), graph.longs(1));
            which = graph.cast(rest(zero, graph.scalar(tables.classes)), ElementType.INT64);
            String one = squeezed(which);
            multiplier = byClass("code.multiplier", multipliers(), one);
            levels = byClass("code.levels", counts, one);
            firstLevel = byClass("code.firstLevel", first, one);
            deviation = byClass("code.deviation", tables.deviation, one);
            mean = byClass("code.mean", tables.mean, one);
        }
        String digit = rest(quotient(number, multiplier), levels);
        String index = graph.cast(graph.node("Add", digit, firstLevel), ElementType.INT32);
        String value =
                graph.node("Gather", floats("code.levelValue", tables.levelValue, tables.levelValue.length), index);
        return placed(restored(value, deviation, mean), which);
    }

    private String restored(String value, String deviation, String mean) {
        return graph.node("Add", graph.node("Mul", value, deviation), mean);
    }

    /** Squared distances in each class, [N, classes]. */
    private String errors(String latent, String off) {
        float[] members = new float[all * tables.classes];
        float[] square = new float[2 * tables.dims * tables.classes];
        float[] constant = new float[tables.classes];
        boolean some = false;
        for (int c = 0; c < tables.classes; c++) {
            for (int at = 0; at < tables.positions; at++) {
                int index = c * tables.positions + at;
                members[index * tables.classes + c] = tables.component[index] < tables.dims ? 1 : 0;
            }
            for (int i = 0; i < tables.dims; i++) {
                if (!tables.kept[c][i]) {
                    float mean = tables.classMean[c * tables.dims + i];
                    square[i * tables.classes + c] = 1;
                    square[(tables.dims + i) * tables.classes + c] = -2 * mean;
                    constant[c] += mean * mean;
                    some = true;
                }
            }
        }
        String kept = graph.node(
                "MatMul", graph.node("Mul", off, off), graph.constant("code.members", members, all, tables.classes));
        if (!some) {
            return kept;
        }
        // (z - m)^2 of what a class does not keep, as a product.
        String both = graph.node("Concat", List.of(Attribute.of("axis", 1)), graph.node("Mul", latent, latent), latent);
        String left = graph.node(
                "Gemm",
                both,
                graph.constant("code.left", square, 2L * tables.dims, tables.classes),
                floats("code.leftConstant", constant, tables.classes));
        return graph.node("Add", kept, left);
    }

    private String digits(String cells, String multiplier) {
        String digits =
                graph.node("Gather", floats("code.cellDigit", tables.cellDigit, tables.cellDigit.length), cells);
        return graph.node("Mul", digits, multiplier);
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

    /** The components that come back, in their own order: of all classes' positions those of the chosen one. */
    private String latent(String back, String chosen) {
        return placed(tables.classes == 1 ? back : ofClass(back, chosen), chosen);
    }

    private String placed(String values, String which) {
        if (tables.classes == 1) {
            float[] places = new float[tables.positions * tables.dims];
            for (int at = 0; at < tables.positions; at++) {
                if (tables.component[at] < tables.dims) {
                    places[at * tables.dims + tables.component[at]] = 1;
                }
            }
            return graph.node("MatMul", values, graph.constant("code.places", places, tables.positions, tables.dims));
        }
        // Positions that hold nothing go to a column of their own, which is cut off.
        int wide = tables.dims + 1;
        float[] means = new float[tables.classes * wide];
        for (int c = 0; c < tables.classes; c++) {
            System.arraycopy(tables.classMean, c * tables.dims, means, c * wide, tables.dims);
        }
        String one = squeezed(which);
        String base = graph.node("Gather", graph.constant("code.classMean", means, tables.classes, wide), one);
        String where = graph.node("Gather", longTable(), one);
        String full = graph.node("ScatterElements", List.of(Attribute.of("axis", 1)), base, where, values);
        return graph.node("Slice", full, graph.longs(0), graph.longs(tables.dims), graph.longs(1));
    }

    /** Of [N, classes * positions] the positions of each row's class. */
    private String ofClass(String values, String which) {
        String apart = graph.node("Reshape", values, graph.longs(-1, tables.classes, tables.positions));
        return graph.node("GatherND", List.of(Attribute.of("batch_dims", 1)), apart, which);
    }

    /** [N, 1] as [N]. */
    private String squeezed(String value) {
        return graph.node("Squeeze", value, graph.longs(1));
    }

    private String byClass(String name, float[] values, String which) {
        return graph.node("Gather", graph.constant(name, values, tables.classes, tables.positions), which);
    }

    private String take(String values, String name, int[] columns) {
        return graph.node("Gather", List.of(Attribute.of("axis", 1)), values, graph.integers(name, columns));
    }

    /** floor(a / b) of whole numbers: the half keeps a quotient that is whole from falling below it. */
    private String quotient(String a, String b) {
        return graph.node("Floor", graph.node("Div", graph.node("Add", a, graph.scalar(0.5f)), b));
    }

    private String rest(String a, String b) {
        return graph.node("Sub", a, graph.node("Mul", quotient(a, b), b));
    }

    private String slotMatrix() {
        float[] matrix = new float[tables.positions * tables.slots];
        for (int at = 0; at < tables.positions; at++) {
            matrix[at * tables.slots + tables.slotOf[at]] = 1;
        }
        return graph.constant("code.slots", matrix, tables.positions, tables.slots);
    }

    private String longTable() {
        return graph.node(
                "Reshape",
                graph.longs(IntStream.of(tables.component).asLongStream().toArray()),
                graph.longs(tables.classes, tables.positions));
    }

    /** Components, with {@code none} instead of nothing. */
    private int[] component(int none) {
        return IntStream.of(tables.component)
                .map(i -> i < tables.dims ? i : none)
                .toArray();
    }

    private float[] multipliers() {
        return floats(tables.multiplier);
    }

    private String integer(int value) {
        return graph.node("Squeeze", graph.integers("code.bound", new int[] {value}));
    }

    private String floats(String name, float[] values, int count) {
        return graph.constant(name, values, count);
    }

    private static float[] floats(int[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            floats[i] = values[i];
        }
        return floats;
    }
}
