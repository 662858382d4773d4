package dev.narrows.schemas.onnx.rules;

import dev.narrows.schemas.model.ModelRefusedException;
import java.nio.ByteBuffer;
import java.util.Set;

/**
 * What an ONNX file must not hold, looked for in its bytes before ONNX Runtime sees any of it: values that lie in other
 * files, operators of sets that nobody here has, functions of its own, constants that claim more values than they have
 * bytes for, tensors too large for any vector, graphs in graphs without end. The work is bounded: each byte is looked at
 * once, at most {@link #MAX_DEPTH} graphs deep. What a graph does when it runs does not show here; see {@code trial}.
 * For one thread and one file.
 */
public final class GraphRules {

    /** Graphs within graphs, as in the branches of If. */
    static final int MAX_DEPTH = 8;

    /** Operators of a file, all its graphs together. */
    static final int MAX_NODES = 100_000;

    /** Values that a tensor may say it has: 1 GiB of float32. */
    public static final long MAX_VALUES = 1L << 28;

    // Numbers of the fields of onnx.proto's messages.
    private static final int MODEL_GRAPH = 7;
    private static final int MODEL_OPSET = 8;
    private static final int MODEL_FUNCTION = 25;
    private static final int OPSET_DOMAIN = 1;
    private static final int GRAPH_NODE = 1;
    private static final int GRAPH_CONSTANT = 5;
    private static final int GRAPH_INPUT = 11;
    private static final int GRAPH_OUTPUT = 12;
    private static final int GRAPH_BETWEEN = 13;
    private static final int GRAPH_SPARSE = 15;
    private static final int NODE_ATTRIBUTE = 5;
    private static final int NODE_DOMAIN = 7;
    private static final int ATTRIBUTE_TENSOR = 5;
    private static final int ATTRIBUTE_GRAPH = 6;
    private static final int ATTRIBUTE_TENSORS = 10;
    private static final int ATTRIBUTE_GRAPHS = 11;
    private static final int ATTRIBUTE_SPARSE = 22;
    private static final int ATTRIBUTE_SPARSES = 23;
    private static final int TENSOR_DIMENSION = 1;
    private static final int TENSOR_NAME = 8;
    private static final int TENSOR_ELSEWHERE = 13;
    private static final int TENSOR_PLACE = 14;
    private static final int VALUE_NAME = 1;
    private static final int VALUE_TYPE = 2;
    private static final int TYPE_TENSOR = 1;
    private static final int TENSOR_SHAPE = 2;
    private static final int SHAPE_DIMENSION = 1;
    private static final int DIMENSION_VALUE = 1;

    private static final Set<String> OPERATORS = Set.of("", "ai.onnx", "ai.onnx.ml", "com.microsoft");
    private static final int LONGEST_NAME = 60;
    // Two values of four bits lie in a byte; no type is smaller.
    private static final long VALUES_A_BYTE = 2;

    private final String which;
    private int nodes;

    private GraphRules(String which) {
        this.which = which;
    }

    /**
     * Looks at a file.
     *
     * @param which for messages
     * @throws ModelRefusedException naming what it holds and what is expected
     */
    public static void check(String which, byte[] file) {
        try {
            new GraphRules(which).model(new ProtoFields(ByteBuffer.wrap(file)));
        } catch (IllegalArgumentException e) {
            throw new ModelRefusedException(which + " graph: " + e.getMessage(), e);
        }
    }

    private void model(ProtoFields model) {
        while (model.next()) {
            if (model.is(MODEL_GRAPH)) {
                graph(model.message(), 1);
            } else if (model.is(MODEL_OPSET)) {
                opset(model.message());
            } else if (model.is(MODEL_FUNCTION)) {
                throw refused("a function of its own", "all of it in its graph; inline functions before you publish");
            }
        }
    }

    private void graph(ProtoFields graph, int depth) {
        if (depth > MAX_DEPTH) {
            throw refused("graphs within graphs, " + depth + " deep", "at most " + MAX_DEPTH);
        }
        while (graph.next()) {
            if (graph.is(GRAPH_NODE)) {
                node(graph.message(), depth);
            } else if (graph.is(GRAPH_CONSTANT)) {
                constant(graph.message(), graph.length());
            } else if (graph.is(GRAPH_INPUT) || graph.is(GRAPH_OUTPUT) || graph.is(GRAPH_BETWEEN)) {
                value(graph.message());
            } else if (graph.is(GRAPH_SPARSE)) {
                throw sparse();
            }
        }
    }

    private void node(ProtoFields node, int depth) {
        nodes++;
        if (nodes > MAX_NODES) {
            throw refused("more than " + MAX_NODES + " operators", "fewer");
        }
        while (node.next()) {
            if (node.is(NODE_DOMAIN)) {
                operators(node.text());
            } else if (node.is(NODE_ATTRIBUTE)) {
                attribute(node.message(), depth);
            }
        }
    }

    private void attribute(ProtoFields attribute, int depth) {
        while (attribute.next()) {
            if (attribute.is(ATTRIBUTE_TENSOR) || attribute.is(ATTRIBUTE_TENSORS)) {
                constant(attribute.message(), attribute.length());
            } else if (attribute.is(ATTRIBUTE_GRAPH) || attribute.is(ATTRIBUTE_GRAPHS)) {
                graph(attribute.message(), depth + 1);
            } else if (attribute.is(ATTRIBUTE_SPARSE) || attribute.is(ATTRIBUTE_SPARSES)) {
                throw sparse();
            }
        }
    }

    private void opset(ProtoFields opset) {
        while (opset.next()) {
            if (opset.is(OPSET_DOMAIN)) {
                operators(opset.text());
            }
        }
    }

    private void operators(String domain) {
        if (!OPERATORS.contains(domain)) {
            throw refused("operators of " + shown(domain), "those of ai.onnx, ai.onnx.ml or com.microsoft");
        }
    }

    private void constant(ProtoFields tensor, int bytes) {
        String name = "without a name";
        Size size = new Size(VALUES_A_BYTE * bytes);
        boolean elsewhere = false;
        while (tensor.next()) {
            if (tensor.isNumber(TENSOR_DIMENSION)) {
                size.times(tensor.number());
            } else if (tensor.is(TENSOR_DIMENSION)) {
                while (tensor.hasPacked()) {
                    size.times(tensor.packed());
                }
            } else if (tensor.is(TENSOR_NAME)) {
                name = tensor.text();
            } else if (tensor.is(TENSOR_ELSEWHERE) || (tensor.isNumber(TENSOR_PLACE) && tensor.number() != 0)) {
                elsewhere = true;
            }
        }
        if (elsewhere) {
            throw refused("constant " + shown(name) + " has its values in another file", "all of it in one file");
        }
        if (!size.fits()) {
            throw refused(
                    "constant " + shown(name) + " says it has more values than its " + bytes + " bytes can hold",
                    "as many values as are there");
        }
    }

    private void value(ProtoFields info) {
        String name = "without a name";
        boolean fits = true;
        while (info.next()) {
            if (info.is(VALUE_NAME)) {
                name = info.text();
            } else if (info.is(VALUE_TYPE)) {
                fits &= typeFits(info.message());
            }
        }
        if (!fits) {
            throw refused("tensor " + shown(name) + " says it has more than " + MAX_VALUES + " values", "fewer");
        }
    }

    private static boolean typeFits(ProtoFields type) {
        boolean fits = true;
        while (type.next()) {
            if (type.is(TYPE_TENSOR)) {
                ProtoFields tensor = type.message();
                while (tensor.next()) {
                    fits &= !tensor.is(TENSOR_SHAPE) || shapeFits(tensor.message());
                }
            }
        }
        return fits;
    }

    private static boolean shapeFits(ProtoFields shape) {
        Size size = new Size(MAX_VALUES);
        while (shape.next()) {
            if (shape.is(SHAPE_DIMENSION)) {
                ProtoFields dimension = shape.message();
                while (dimension.next()) {
                    // Less than 0 is what some exporters write for "any".
                    if (dimension.isNumber(DIMENSION_VALUE) && dimension.number() >= 0) {
                        size.times(dimension.number());
                    }
                }
            }
        }
        return size.fits();
    }

    private ModelRefusedException sparse() {
        return refused("a sparse constant", "constants with all their values");
    }

    private ModelRefusedException refused(String found, String expected) {
        return new ModelRefusedException(which + " graph: " + found + " (expected: " + expected + ")");
    }

    /** Names come from the file: what cannot be shown on a line of a log is not shown. */
    private static String shown(String name) {
        String visible = name.replaceAll("\\p{C}", "?");
        return visible.length() <= LONGEST_NAME ? visible : visible.substring(0, LONGEST_NAME) + "...";
    }

    /** A product of dimensions that must stay below a limit. */
    private static final class Size {

        private final long limit;
        private long values = 1;
        private boolean tooLarge;

        private Size(long limit) {
            this.limit = limit;
        }

        private void times(long dimension) {
            if (dimension < 0 || (dimension > 0 && values > limit / dimension)) {
                tooLarge = true;
            } else {
                values *= dimension;
            }
        }

        /** A dimension of 0 leaves nothing of the others. */
        private boolean fits() {
            return !tooLarge && values <= limit;
        }
    }
}
