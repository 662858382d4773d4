package dev.narrows.schemas.model;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * Writes small ONNX graphs for tests, opset 17 and IR 8, without any library: the few messages of onnx.proto that it
 * takes, in protobuf's wire format.
 */
public final class OnnxGraphs {

    /** Element type float32. */
    public static final int FLOAT = 1;

    /** Element type uint8. */
    public static final int UINT8 = 2;

    /** Element type int64. */
    public static final int INT64 = 7;

    /** Element type bool. */
    public static final int BOOL = 9;

    private static final int OPSET = 17;
    private static final int IR = 8;
    private static final int ATTRIBUTE_INT = 2;
    private static final int ATTRIBUTE_GRAPH = 5;
    private static final int ATTRIBUTE_INTS = 7;

    private final Message graph = new Message().text(2, "test");

    /** Adds a graph input {@code [N, width]}. */
    public OnnxGraphs input(String name, int type, int width) {
        graph.message(11, value(name, type, width));
        return this;
    }

    /** Adds a graph input {@code [rows, width]}, which takes no other number of rows. */
    public OnnxGraphs fixedInput(String name, int type, int rows, int width) {
        Message shape =
                new Message().message(1, new Message().number(1, rows)).message(1, new Message().number(1, width));
        graph.message(11, value(name, type, shape));
        return this;
    }

    /** Adds a graph output {@code [N, width]}, or {@code [N]} where width is 0. */
    public OnnxGraphs output(String name, int type, int width) {
        graph.message(12, value(name, type, width));
        return this;
    }

    /** Adds a graph input without dimensions. */
    public OnnxGraphs scalarInput(String name, int type) {
        graph.message(11, value(name, type, new Message()));
        return this;
    }

    /** Adds a graph output without dimensions. */
    public OnnxGraphs scalarOutput(String name, int type) {
        graph.message(12, value(name, type, new Message()));
        return this;
    }

    /** Adds a float constant whose values lie in another file. */
    public OnnxGraphs constantElsewhere(String name, String file, long... dims) {
        Message place = new Message().text(1, "location").text(2, file);
        graph.message(
                5,
                tensor(dims).number(2, FLOAT).text(8, name).message(13, place).number(14, 1));
        return this;
    }

    /** Adds a float constant; no dims make it a scalar. */
    public OnnxGraphs constant(String name, float[] values, long... dims) {
        ByteBuffer raw = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        raw.asFloatBuffer().put(values);
        graph.message(5, tensor(dims).number(2, FLOAT).text(8, name).bytes(9, raw.array()));
        return this;
    }

    /** Adds a node with one output. */
    public OnnxGraphs node(String operator, String output, String... inputs) {
        return node(operator, output, Map.of(), inputs);
    }

    /** Adds a node with one output and attributes, each a Long, a {@code List<Long>} or a graph. */
    public OnnxGraphs node(String operator, String output, Map<String, Object> attributes, String... inputs) {
        return node("", operator, output, attributes, inputs);
    }

    /** As {@link #node(String, String, Map, String...)}, of a set of operators that is not the usual one. */
    public OnnxGraphs node(
            String domain, String operator, String output, Map<String, Object> attributes, String... inputs) {
        Message node = new Message();
        for (String input : inputs) {
            node.text(1, input);
        }
        node.text(2, output).text(3, output).text(4, operator);
        attributes.forEach((name, value) -> node.message(5, attribute(name, value)));
        if (!domain.isEmpty()) {
            node.text(7, domain);
        }
        graph.message(1, node);
        return this;
    }

    /** The model file. */
    public byte[] bytes() {
        Message opset = new Message().text(1, "").number(2, OPSET);
        return new Message()
                .number(1, IR)
                .text(2, "narrows-test")
                .message(7, graph)
                .message(8, opset)
                .message(8, new Message().text(1, "com.microsoft").number(2, 1))
                .message(8, new Message().text(1, "ai.onnx.ml").number(2, 3))
                .bytes();
    }

    private static Message tensor(long... dims) {
        Message tensor = new Message();
        for (long dim : dims) {
            tensor.number(1, dim);
        }
        return tensor;
    }

    private static Message value(String name, int type, int width) {
        Message shape = new Message().message(1, new Message().text(2, "N"));
        if (width > 0) {
            shape.message(1, new Message().number(1, width));
        }
        return value(name, type, shape);
    }

    private static Message value(String name, int type, Message shape) {
        Message tensor = new Message().number(1, type).message(2, shape);
        return new Message().text(1, name).message(2, new Message().message(1, tensor));
    }

    private static Message attribute(String name, Object value) {
        Message attribute = new Message().text(1, name);
        if (value instanceof Long number) {
            return attribute.number(3, number).number(20, ATTRIBUTE_INT);
        }
        if (value instanceof OnnxGraphs inner) {
            return attribute.message(6, inner.graph).number(20, ATTRIBUTE_GRAPH);
        }
        for (Object number : (List<?>) value) {
            attribute.number(8, (Long) number);
        }
        return attribute.number(20, ATTRIBUTE_INTS);
    }

    /** A protobuf message being written. */
    private static final class Message {
        private static final int VARINT = 0;
        private static final int LENGTH = 2;

        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        Message number(int field, long value) {
            varint(((long) field << 3) | VARINT);
            varint(value);
            return this;
        }

        Message text(int field, String value) {
            return bytes(field, value.getBytes(StandardCharsets.UTF_8));
        }

        Message message(int field, Message value) {
            return bytes(field, value.bytes());
        }

        Message bytes(int field, byte[] value) {
            varint(((long) field << 3) | LENGTH);
            varint(value.length);
            out.writeBytes(value);
            return this;
        }

        byte[] bytes() {
            return out.toByteArray();
        }

        private void varint(long value) {
            long rest = value;
            while ((rest & ~0x7FL) != 0) {
                out.write((int) ((rest & 0x7F) | 0x80));
                rest >>>= 7;
            }
            out.write((int) rest);
        }
    }
}
