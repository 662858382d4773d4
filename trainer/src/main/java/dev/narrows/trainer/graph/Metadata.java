package dev.narrows.trainer.graph;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.narrows.trainer.graph.onnx.ModelProto;
import java.util.Map;
import java.util.TreeMap;

/** What is written beside a graph in its file. */
public final class Metadata {

    private Metadata() {}

    /**
     * The pairs of a file, as {@link Graph#toBytes} wrote them.
     *
     * @throws IllegalArgumentException where it is no ONNX file
     */
    public static Map<String, String> of(byte[] file) {
        try {
            Map<String, String> pairs = new TreeMap<>();
            ModelProto.parseFrom(file)
                    .getMetadataPropsList()
                    .forEach(pair -> pairs.put(pair.getKey(), pair.getValue()));
            return pairs;
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalArgumentException("graph: " + file.length + " bytes (expected: an ONNX file)", e);
        }
    }
}
