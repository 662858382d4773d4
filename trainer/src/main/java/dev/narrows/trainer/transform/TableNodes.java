package dev.narrows.trainer.transform;

import dev.narrows.trainer.graph.Graph;
import java.util.stream.IntStream;

/** {@link CodeTables} as constants of a graph, whole or the part of each row's class. For one graph. */
final class TableNodes {

    private final Graph graph;
    private final CodeTables tables;

    TableNodes(Graph graph, CodeTables tables) {
        this.graph = graph;
        this.tables = tables;
    }

    /** All values as one list. */
    String list(String name, float... values) {
        return graph.constant(name, values, values.length);
    }

    /** Of values by class, and by component or position, what belongs to each row's classes; all where {@code which} is empty. */
    String ofClass(String name, float[] values, String which) {
        String all = graph.constant(name, values, tables.classes, values.length / tables.classes);
        return which.isEmpty() ? all : graph.node("Gather", all, which);
    }

    /** The component of each position of each row's class, int64 [N, positions], and {@code none} where it holds nothing. */
    String components(int none, String which) {
        long[] components = IntStream.of(tables.component)
                .mapToLong(i -> i < tables.dims ? i : none)
                .toArray();
        return graph.node(
                "Gather",
                graph.node("Reshape", graph.longs(components), graph.longs(tables.classes, tables.positions)),
                which);
    }

    /** What comes back: {@code value * width + mean}. */
    String restored(String value, String width, String mean) {
        return graph.node("Add", graph.node("Mul", value, width), mean);
    }

    /** [N, 1] as [N]. */
    String squeezed(String value) {
        return graph.node("Squeeze", value, graph.longs(1));
    }

    static float[] floats(int[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            floats[i] = values[i];
        }
        return floats;
    }
}
