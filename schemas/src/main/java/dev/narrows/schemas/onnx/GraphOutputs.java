package dev.narrows.schemas.onnx;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;

/**
 * Leaves outputs out of an ONNX file. Reads the protobuf encoding itself: of the format's messages it needs three fields,
 * {@code ModelProto.graph}, {@code GraphProto.output} and {@code ValueInfoProto.name}, and consumers that decode with this
 * module have protobuf libraries of their own, in versions that must not meet another.
 */
final class GraphOutputs {

    private static final int GRAPH = 7;
    private static final int OUTPUT = 12;
    private static final int NAME = 1;

    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int LENGTH = 2;
    private static final int FIXED32 = 5;
    private static final int TYPE_BITS = 3;
    private static final int VARINT_BITS = 7;
    private static final int MORE = 1 << VARINT_BITS;

    private GraphOutputs() {}

    /**
     * The file whose graph has no output of that name; its nodes stay.
     *
     * @param model a file that ONNX Runtime opens
     */
    static byte[] without(byte[] model, String output) {
        return changed(
                ByteBuffer.wrap(model),
                GRAPH,
                graph -> Optional.of(changed(
                        graph, OUTPUT, info -> Optional.of(bytes(info)).filter(kept -> !named(kept, output)))));
    }

    private static boolean named(byte[] info, String name) {
        byte[] others = changed(
                ByteBuffer.wrap(info),
                NAME,
                value -> Optional.of(bytes(value))
                        .filter(kept -> !new String(kept, StandardCharsets.UTF_8).equals(name)));
        return others.length < info.length;
    }

    /** The message with what {@code change} makes of each value of a field, or without it. */
    private static byte[] changed(ByteBuffer message, int field, Function<ByteBuffer, Optional<byte[]>> change) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(message.remaining());
        while (message.hasRemaining()) {
            int start = message.position();
            int tag = varint(message);
            int length = length(message, tag);
            ByteBuffer value = message.slice(message.position(), length);
            message.position(message.position() + length);
            if (tag == ((field << TYPE_BITS) | LENGTH)) {
                change.apply(value).ifPresent(bytes -> {
                    write(out, tag);
                    write(out, bytes.length);
                    out.writeBytes(bytes);
                });
            } else {
                out.writeBytes(bytes(message.slice(start, message.position() - start)));
            }
        }
        return out.toByteArray();
    }

    /** Bytes of the value that follows a tag. */
    private static int length(ByteBuffer message, int tag) {
        return switch (tag & ((1 << TYPE_BITS) - 1)) {
            case VARINT -> {
                ByteBuffer ahead = message.duplicate();
                varint(ahead);
                yield ahead.position() - message.position();
            }
            case FIXED64 -> Long.BYTES;
            case FIXED32 -> Integer.BYTES;
            case LENGTH -> varint(message);
            default -> throw new IllegalArgumentException("onnx field tag: " + tag + " (expected: one of protobuf)");
        };
    }

    private static int varint(ByteBuffer message) {
        int value = 0;
        int shift = 0;
        byte next;
        do {
            next = message.get();
            value |= (next & (MORE - 1)) << shift;
            shift += VARINT_BITS;
        } while (next < 0);
        return value;
    }

    private static void write(ByteArrayOutputStream out, int varint) {
        int left = varint;
        while (left >= MORE) {
            out.write((left & (MORE - 1)) | MORE);
            left >>>= VARINT_BITS;
        }
        out.write(left);
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }
}
