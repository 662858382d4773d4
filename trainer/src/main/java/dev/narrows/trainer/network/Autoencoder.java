package dev.narrows.trainer.network;

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

    private Autoencoder(
            int inputDim,
            Normalisation normalisation,
            Layer encoder,
            Code code,
            Layer expansion,
            Layer decoder,
            Output output,
            Score score) {
        this.inputDim = inputDim;
        this.normalisation = normalisation;
        this.encoder = encoder;
        this.code = code;
        this.expansion = expansion;
        this.decoder = decoder;
        this.output = output;
        this.score = score;
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
                PlainError.MSE);
    }

    /** The same with another score. */
    public Autoencoder withScore(Score other) {
        return new Autoencoder(inputDim, normalisation, encoder, code, expansion, decoder, output, other);
    }

    /**
     * The same with other layers that compute with the same parameters; the first of the decoder, whose input comes in the
     * code's own steps, stays.
     */
    public Autoencoder with(UnaryOperator<Layer> change) {
        return new Autoencoder(
                inputDim, normalisation, encoder.with(change), code, expansion, decoder.with(change), output, score);
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
        Code.Exported coded = code.export(graph, encoder.export(graph, normal, weights), weights);
        String decoded = exportExpanded(graph, coded.latent(), weights);
        Score.Exported scored = score.export(graph, new Stations<>(raw, normal, decoded, coded.latent()));
        return new EncoderValues(coded.code(), scored.error(), scored.contribution());
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
