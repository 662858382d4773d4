package dev.narrows.trainer.network;

import dev.narrows.trainer.graph.Attribute;
import dev.narrows.trainer.graph.Graph;
import dev.narrows.trainer.network.code.Code;
import dev.narrows.trainer.network.error.PlainError;
import dev.narrows.trainer.network.error.Score;
import dev.narrows.trainer.network.error.Stations;
import dev.narrows.trainer.network.layer.Dense;
import dev.narrows.trainer.network.layer.Layer;
import dev.narrows.trainer.network.layer.Stack;
import dev.narrows.trainer.network.scaling.Normalisation;
import dev.narrows.trainer.tensor.Parameter;
import dev.narrows.trainer.tensor.Pass;
import dev.narrows.trainer.tensor.Torch;
import dev.narrows.trainer.tensor.Weights;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;

/**
 * An encoder, a code and a decoder, from raw rows to raw rows: normalise, encode, to bytes and back, decode, and the error
 * of what came back. Immutable; its values are in {@link Weights}, so threads may share it, each with its own weights.
 */
public final class Autoencoder {

    private final int inputDim;
    private final Normalisation normalisation;
    private final Layer encoder;
    private final Code code;
    private final Layer expansion;
    private final Layer decoder;
    private final Output output;
    private final Score score;
    private final boolean parseval;

    private Autoencoder(
            int inputDim,
            Normalisation normalisation,
            Layer encoder,
            Code code,
            Layer expansion,
            Layer decoder,
            Output output,
            Score score,
            boolean parseval) {
        this.inputDim = inputDim;
        this.normalisation = normalisation;
        this.encoder = encoder;
        this.code = code;
        this.expansion = expansion;
        this.decoder = decoder;
        this.output = output;
        this.score = score;
        this.parseval = parseval;
    }

    /** One of the settings' kind, for rows of {@code inputDim} values normalised like that. */
    public static Autoencoder of(int inputDim, Normalisation normalisation, NetworkSettings settings) {
        Body body = settings.kind().body(inputDim, settings);
        Layer encoder = Stack.of(
                List.of(settings.noise(), new Stack(body.inwards())),
                settings.kind().head(body.width(), inputDim, settings),
                settings.sparsity());
        Dense first = new Dense("decoder.0", settings.latent(), body.width(), body.gain());
        return new Autoencoder(
                inputDim,
                normalisation,
                encoder,
                settings.code().of(settings.latent(), settings.codeBits()),
                first,
                new Stack(body.outwards()),
                settings.output().resolve(normalisation.scaling()),
                PlainError.MSE,
                false);
    }

    /**
     * A linear one, whose decoder is the transpose of its encoder.
     *
     * @param normalisation after which the encoder needs no bias
     * @param encoder inputDim values to [code.dims()]
     * @param decoder the way back
     */
    public static Autoencoder linear(
            int inputDim, Normalisation normalisation, Layer encoder, Code code, Layer decoder) {
        return new Autoencoder(
                inputDim,
                normalisation,
                encoder,
                code,
                decoder,
                new Stack(List.of()),
                Output.LINEAR,
                PlainError.MSE,
                false);
    }

    /** The same, whose error is told by lengths of vectors: for an encoder with orthonormal rows, and where exact enough. */
    public Autoencoder withErrorByLengths() {
        return new Autoencoder(inputDim, normalisation, encoder, code, expansion, decoder, output, score, true);
    }

    /** The same with another score. */
    public Autoencoder withScore(Score other) {
        return new Autoencoder(inputDim, normalisation, encoder, code, expansion, decoder, output, other, parseval);
    }

    /**
     * The same with other layers that compute with the same parameters; the first of the decoder, whose input comes in the
     * code's own steps, stays.
     */
    public Autoencoder with(UnaryOperator<Layer> change) {
        return new Autoencoder(
                inputDim,
                normalisation,
                encoder.with(change),
                code,
                expansion,
                decoder.with(change),
                output,
                score,
                parseval);
    }

    /** Values a row. */
    public int inputDim() {
        return inputDim;
    }

    /** Raw units to the network's and back. */
    public Normalisation normalisation() {
        return normalisation;
    }

    /** How its latents become bytes. */
    public Code code() {
        return code;
    }

    /** What its last layer's values become. */
    public Output output() {
        return output;
    }

    /** What its errors are. */
    public Score score() {
        return score;
    }

    /** Weights to start learning from. */
    public Weights start(long seed) {
        List<Parameter> parameters = new ArrayList<>(encoder.parameters());
        parameters.addAll(expansion.parameters());
        parameters.addAll(decoder.parameters());
        parameters.addAll(code.parameters());
        return Weights.start(parameters, seed);
    }

    /** Latents [n, dims] of normalised rows [n, inputDim], before they become bytes. */
    public Tensor latent(Tensor normal, Pass pass) {
        return encoder.forward(normal, pass);
    }

    /** What the last layer makes of latents [n, dims]: [n, inputDim], before {@link #output()}. */
    public Tensor decode(Tensor latent, Pass pass) {
        Tensor stored = pass.quantised() ? code.roundTrip(latent, pass) : latent;
        return expand(stored, pass);
    }

    /**
     * What is served, computed by libtorch.
     *
     * @param raw at least {@code rows * inputDim} values, row-major
     */
    public Outcome run(float[] raw, int rows, Weights weights) {
        try (PointerScope scope = new PointerScope();
                NoGradGuard guard = new NoGradGuard()) {
            Tensor rowsOf = Torch.tensor(raw, raw.length / inputDim, inputDim).narrow(0, 0, rows);
            Tensor normal = normalisation.apply(rowsOf);
            Tensor latent = encoder.forward(normal, Pass.served(weights));
            Stations<Tensor> stations = stations(rowsOf, normal, latent, weights);
            return new Outcome(
                    Torch.bytes(code.pack(latent, weights)),
                    Torch.values(score.forward(stations)),
                    Torch.values(normalisation.invert(stations.decoded())),
                    Torch.values(code.margin(latent, weights)));
        }
    }

    /** Raw rows [n, inputDim] on their way, as served. */
    Stations<Tensor> stations(Tensor raw, Weights weights) {
        Tensor normal = normalisation.apply(raw);
        return stations(raw, normal, encoder.forward(normal, Pass.served(weights)), weights);
    }

    private Stations<Tensor> stations(Tensor raw, Tensor normal, Tensor latent, Weights weights) {
        Tensor stored = code.roundTrip(latent, weights);
        Pass pass = Pass.served(weights);
        return new Stations<>(raw, normal, output.forward(expand(stored, pass), pass), stored);
    }

    private Tensor expand(Tensor stored, Pass pass) {
        return decoder.forward(expansion.forward(stored, pass), pass);
    }

    /** Adds the nodes from a raw row to its code and error. */
    public EncoderValues exportEncoder(Graph graph, String raw, Weights weights) {
        String normal = normalisation.export(graph, raw);
        String latent = encoder.export(graph, normal, weights);
        Code.Exported coded = code.export(graph, latent, weights);
        String decoded = exportExpanded(graph, coded.latent(), weights);
        Score.Exported scored = score.export(graph, new Stations<>(raw, normal, decoded, coded.latent()));
        String error = parseval && score == PlainError.MSE && coded.lost() != null
                ? exportError(graph, normal, latent, coded.lost())
                : scored.error();
        return new EncoderValues(coded.code(), error, scored.contribution());
    }

    /**
     * The mean squared error without the decoder: {@code (|x|^2 - |z|^2 + |z - z'|^2) / dim}, since what the rows of the
     * encoder do not reach is lost whole and lengths stay what they are (Parseval). The difference of the first two
     * cancels where nearly all is reached; {@link dev.narrows.trainer.export.Parity} proves that it is near enough.
     */
    private String exportError(Graph graph, String normal, String latent, String lost) {
        String all = graph.node(
                "ReduceSum", List.of(Attribute.of("keepdims", 0)), graph.node("Mul", normal, normal), graph.longs(1));
        String reached = graph.node(
                "ReduceSum", List.of(Attribute.of("keepdims", 0)), graph.node("Mul", latent, latent), graph.longs(1));
        String beyond = graph.node("Max", graph.node("Sub", all, reached), graph.scalar(0f));
        return graph.node("Mul", graph.node("Add", beyond, lost), graph.scalar(1f / inputDim));
    }

    /** Adds the nodes from a code to the raw row and returns the name of the latter. */
    public String exportDecoder(Graph graph, String bytes, Weights weights) {
        String latent = code.exportInverse(graph, bytes, weights);
        return normalisation.exportInverse(graph, exportExpanded(graph, latent, weights));
    }

    private String exportExpanded(Graph graph, String stored, Weights weights) {
        String expanded = decoder.export(graph, expansion.export(graph, stored, weights), weights);
        return output.export(graph, expanded, weights);
    }

    /**
     * Names of an encoder graph's results.
     *
     * @param code uint8 [N, codeBytes]
     * @param error float32 [N]
     * @param contribution float32 [N, inputDim]
     */
    public record EncoderValues(String code, String error, String contribution) {}
}
