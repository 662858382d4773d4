package dev.narrows.trainer.graph;

import com.google.protobuf.ByteString;
import dev.narrows.trainer.graph.onnx.AttributeProto;
import dev.narrows.trainer.graph.onnx.AttributeProto.AttributeType;
import java.util.List;

/** A named constant of a node, for example the axis that it works along. Immutable. */
public final class Attribute {

    private final AttributeProto proto;

    private Attribute(AttributeProto.Builder proto) {
        this.proto = proto.build();
    }

    /** An integer. */
    public static Attribute of(String name, long value) {
        return new Attribute(AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeType.INT)
                .setI(value));
    }

    /** A list of integers. */
    public static Attribute of(String name, List<Long> values) {
        return new Attribute(AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeType.INTS)
                .addAllInts(values));
    }

    /** A float. */
    public static Attribute of(String name, float value) {
        return new Attribute(AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeType.FLOAT)
                .setF(value));
    }

    /** A string. */
    public static Attribute of(String name, String value) {
        return new Attribute(AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeType.STRING)
                .setS(ByteString.copyFromUtf8(value)));
    }

    AttributeProto proto() {
        return proto;
    }
}
