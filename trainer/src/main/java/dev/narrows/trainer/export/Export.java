package dev.narrows.trainer.export;

import dev.narrows.trainer.graph.ElementType;
import dev.narrows.trainer.graph.Graph;
import dev.narrows.trainer.network.Autoencoder;
import dev.narrows.trainer.network.TrainedNetwork;
import java.util.Map;

/**
 * The two ONNX graphs of a model version, as bytes. Raw units outside, all knowledge of the training data inside:
 *
 * <pre>
 * encoder: x float32 [N, inputDim] -> code uint8 [N, codeBytes], error float32 [N], contribution float32 [N, inputDim]
 * decoder: code uint8 [N, codeBytes] -> reconstruction float32 [N, inputDim]
 * </pre>
 */
public final class Export {

    private final byte[] encoder;
    private final byte[] decoder;

    private Export(byte[] encoder, byte[] decoder) {
        this.encoder = encoder;
        this.decoder = decoder;
    }

    /** Writes both graphs, with those pairs as the metadata of each. */
    public static Export of(TrainedNetwork trained, Map<String, String> metadata) {
        return new Export(encoder(trained).toBytes(metadata), decoder(trained).toBytes(metadata));
    }

    /** The encoder's file. The array is not copied. */
    public byte[] encoder() {
        return encoder;
    }

    /** The decoder's file. The array is not copied. */
    public byte[] decoder() {
        return decoder;
    }

    private static Graph encoder(TrainedNetwork trained) {
        Autoencoder network = trained.network();
        Graph graph = new Graph("encoder", trained.format());
        String raw = graph.input("x", ElementType.FLOAT32, network.inputDim());
        Autoencoder.EncoderValues values = network.exportEncoder(graph, raw, trained.weights());
        graph.output("code", values.code(), ElementType.UINT8, network.code().bytes());
        graph.output("error", values.error(), ElementType.FLOAT32);
        graph.output("contribution", values.contribution(), ElementType.FLOAT32, network.inputDim());
        return graph;
    }

    private static Graph decoder(TrainedNetwork trained) {
        Autoencoder network = trained.network();
        Graph graph = new Graph("decoder", trained.format());
        String code = graph.input("code", ElementType.UINT8, network.code().bytes());
        String raw = network.exportDecoder(graph, code, trained.weights());
        graph.output("reconstruction", raw, ElementType.FLOAT32, network.inputDim());
        return graph;
    }
}
