package dev.narrows.trainer.graph;

import com.google.protobuf.ByteString;
import dev.narrows.trainer.graph.onnx.GraphProto;
import dev.narrows.trainer.graph.onnx.ModelProto;
import dev.narrows.trainer.graph.onnx.NodeProto;
import dev.narrows.trainer.graph.onnx.OperatorSetIdProto;
import dev.narrows.trainer.graph.onnx.StringStringEntryProto;
import dev.narrows.trainer.graph.onnx.TensorProto;
import dev.narrows.trainer.graph.onnx.TensorShapeProto;
import dev.narrows.trainer.graph.onnx.TensorShapeProto.Dimension;
import dev.narrows.trainer.graph.onnx.TypeProto;
import dev.narrows.trainer.graph.onnx.ValueInfoProto;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * An ONNX graph as it grows: inputs, constants and nodes are added in the order in which data passes, and each returns the
 * name of the value that it makes, which later nodes take. Opset 17, IR version 8; the same calls give the same bytes.
 *
 * <p>Not thread-safe.
 */
public final class Graph {

    /** Version of the operators that nodes are written in. */
    public static final int OPSET = 17;

    private static final int IR_VERSION = 8;
    private static final String ROWS = "N";

    private final WeightFormat weights;
    private final GraphProto.Builder graph;
    private final Map<String, Integer> used = new TreeMap<>();
    private final Map<String, String> renamed = new TreeMap<>();
    private final Set<String> dense = new HashSet<>();
    private final Map<String, Affine> affine = new HashMap<>();

    /** An empty graph of that name, which keeps its weights as they are. */
    public Graph(String name) {
        this(name, WeightFormat.FLOAT32);
    }

    /** An empty graph of that name, which keeps its weights in that format. */
    public Graph(String name, WeightFormat weights) {
        this.weights = weights;
        this.graph = GraphProto.newBuilder().setName(name);
    }

    /** Adds an input [N, width] and returns its name. */
    public String input(String name, ElementType type, int width) {
        graph.addInput(value(name, type, List.of(rows(), fixed(width))));
        return name;
    }

    /** Makes {@code value} an output [N, width] under the given name. */
    public void output(String name, String value, ElementType type, int width) {
        rename(value, name);
        graph.addOutput(value(name, type, List.of(rows(), fixed(width))));
    }

    /** Makes {@code value} an output [N] under the given name. */
    public void output(String name, String value, ElementType type) {
        rename(value, name);
        graph.addOutput(value(name, type, List.of(rows())));
    }

    /** Adds a float32 constant of that shape; no shape is a scalar. */
    public String constant(String name, float[] values, long... shape) {
        ByteBuffer data = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        data.asFloatBuffer().put(values);
        return constant(name, ElementType.FLOAT32, data, shape);
    }

    /** Adds a float32 scalar. */
    public String scalar(float value) {
        return constant("scalar", new float[] {value});
    }

    /** Adds a list of int64, for example a shape. */
    public String longs(long... values) {
        ByteBuffer data = ByteBuffer.allocate(values.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        data.asLongBuffer().put(values);
        return constant("longs", ElementType.INT64, data, values.length);
    }

    /** Adds a constant of one-byte values of that type and shape; no shape is a scalar. */
    public String bytes(String name, ElementType type, byte[] values, long... shape) {
        return constant(name, type, ByteBuffer.wrap(values), shape);
    }

    /** Adds a list of int32. */
    public String integers(String name, int[] values) {
        ByteBuffer data = ByteBuffer.allocate(values.length * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        data.asIntBuffer().put(values);
        return constant(name, ElementType.INT32, data, values.length);
    }

    /**
     * Adds the weights of a layer, float32 of that shape for the nodes that take them. Where the graph keeps one byte for
     * each, the first dimension's parts are the rows of {@link IntegerRows}.
     */
    public String weights(String name, float[] values, long... shape) {
        if (weights == WeightFormat.FLOAT32) {
            return constant(name, values, shape);
        }
        IntegerRows rows = IntegerRows.of(values, Math.toIntExact(shape[0]), IntegerRows.BYTE);
        long[] column = new long[shape.length];
        Arrays.fill(column, 1);
        column[0] = shape[0];
        // Not DequantizeLinear: ONNX Runtime computes that in each run, this once, when it loads the graph.
        return node(
                "Mul",
                cast(bytes(name, ElementType.INT8, rows.values(), shape), ElementType.FLOAT32),
                constant(name + ".step", rows.steps(), column));
    }

    /**
     * Adds a fully connected layer, {@code x W' + b}, and returns the name of its result [N, outputs]. Where {@code x} comes
     * from {@link #affine}, the layer takes the factors and summands into its weights and bias.
     *
     * @param weight [outputs, inputs]
     * @param bias [outputs]
     */
    public String dense(String x, String weight, String bias) {
        Affine before = affine.get(x);
        if (before == null) {
            return gemm(x, weight, bias);
        }
        String moved = node("Add", bias, node("MatMul", weight, before.summand));
        return gemm(before.value, node("Mul", weight, before.factor), moved);
    }

    /**
     * Adds the nodes of {@code value * factor + summand} and returns the name of their result [N, width]. Where a layer of
     * {@link #dense} has just made the value, it takes both into its weights and bias, and the value itself is gone.
     *
     * @param factor [width]
     * @param summand [width]
     */
    public String affine(String value, String factor, String summand) {
        int last = graph.getNodeCount() - 1;
        if (dense.contains(value) && graph.getNode(last).getOutput(0).equals(value)) {
            NodeProto layer = graph.getNode(last);
            graph.removeNode(last);
            String weight = node("Mul", layer.getInput(1), node("Unsqueeze", factor, longs(1)));
            String bias = node("Add", node("Mul", layer.getInput(2), factor), summand);
            return gemm(layer.getInput(0), weight, bias);
        }
        String result = node("Add", node("Mul", value, factor), summand);
        affine.put(result, new Affine(value, factor, summand));
        return result;
    }

    private String gemm(String x, String weight, String bias) {
        String result = node("Gemm", List.of(Attribute.of("transB", 1)), x, weight, bias);
        dense.add(result);
        return result;
    }

    private String constant(String name, ElementType type, ByteBuffer data, long... shape) {
        long size = 1;
        TensorProto.Builder tensor = TensorProto.newBuilder().setDataType(type.number());
        for (long dim : shape) {
            tensor.addDims(dim);
            size *= dim;
        }
        if (size * type.bytes() != data.capacity()) {
            throw new IllegalArgumentException(
                    name + ": " + data.capacity() + " bytes (expected: " + size + " values of " + type + ")");
        }
        String unique = unique(name);
        graph.addInitializer(tensor.setName(unique).setRawData(ByteString.copyFrom(data)));
        return unique;
    }

    /** Adds a node and returns the name of its only output. */
    public String node(String operator, List<Attribute> attributes, String... inputs) {
        return nodes(1, operator, attributes, inputs).get(0);
    }

    /** Adds a node with that many outputs and returns their names. */
    public List<String> nodes(int outputs, String operator, List<Attribute> attributes, String... inputs) {
        List<String> names =
                IntStream.range(0, outputs).mapToObj(i -> unique(operator)).toList();
        NodeProto.Builder node = NodeProto.newBuilder()
                .setOpType(operator)
                .setName(names.get(0) + "_node")
                .addAllInput(Stream.of(inputs)
                        .map(input -> renamed.getOrDefault(input, input))
                        .toList())
                .addAllOutput(names);
        attributes.forEach(attribute -> node.addAttribute(attribute.proto()));
        graph.addNode(node);
        return names;
    }

    /** Adds a node without attributes and returns the name of its only output. */
    public String node(String operator, String... inputs) {
        return node(operator, List.of(), inputs);
    }

    /** Adds a node that changes the type of {@code value}. */
    public String cast(String value, ElementType type) {
        return node("Cast", List.of(Attribute.of("to", type.number())), value);
    }

    /** The finished file, with those pairs as its metadata, without what no output comes from. */
    public byte[] toBytes(Map<String, String> metadata) {
        ModelProto.Builder model = ModelProto.newBuilder()
                .setIrVersion(IR_VERSION)
                .setProducerName("narrows")
                .setGraph(Used.of(graph))
                .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(OPSET));
        new TreeMap<>(metadata)
                .forEach((key, value) -> model.addMetadataProps(
                        StringStringEntryProto.newBuilder().setKey(key).setValue(value)));
        return model.build().toByteArray();
    }

    /**
     * Lets the node that makes a value call it by the output's name. One that an input or an output has already is copied:
     * ONNX Runtime then does copy it in each run, because somebody else reads it too.
     */
    private void rename(String value, String name) {
        String current = renamed.getOrDefault(value, value);
        Optional<NodeProto.Builder> maker = graph.getNodeBuilderList().stream()
                .filter(node -> node.getOutputList().contains(current))
                .findFirst();
        if (maker.isEmpty() || renamed.containsKey(value)) {
            graph.addNode(NodeProto.newBuilder()
                    .setOpType("Identity")
                    .setName(name + "_node")
                    .addInput(current)
                    .addOutput(name));
            return;
        }
        renamed.put(value, name);
        maker.get().setOutput(maker.get().getOutputList().indexOf(value), name);
        for (NodeProto.Builder node : graph.getNodeBuilderList()) {
            for (int i = 0; i < node.getInputCount(); i++) {
                if (node.getInput(i).equals(value)) {
                    node.setInput(i, name);
                }
            }
        }
    }

    private String unique(String name) {
        return name + "_" + used.merge(name, 1, Integer::sum);
    }

    private static Dimension.Builder rows() {
        return Dimension.newBuilder().setDimParam(ROWS);
    }

    private static Dimension.Builder fixed(int width) {
        return Dimension.newBuilder().setDimValue(width);
    }

    private static ValueInfoProto.Builder value(String name, ElementType type, List<Dimension.Builder> dims) {
        TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
        dims.forEach(shape::addDim);
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder()
                        .setTensorType(TypeProto.Tensor.newBuilder()
                                .setElemType(type.number())
                                .setShape(shape)));
    }

    /** {@code value * factor + summand}. */
    private record Affine(String value, String factor, String summand) {}
}
