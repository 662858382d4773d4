package dev.narrows.trainer.projection;

import dev.narrows.trainer.dataset.Dataset;
import dev.narrows.trainer.network.Autoencoder;
import dev.narrows.trainer.network.TrainedNetwork;
import dev.narrows.trainer.network.code.Code;
import dev.narrows.trainer.network.layer.Columns;
import dev.narrows.trainer.network.layer.Dense;
import dev.narrows.trainer.network.scaling.Normalisation;
import dev.narrows.trainer.tensor.Weights;
import java.util.HashMap;
import java.util.Map;

/**
 * A code between two fixed layers, an encoder and its transpose.
 *
 * @param normalisation of rows before the encoder
 * @param network all of it
 * @param weights values of its parameters by name, row-major; those that are missing are zero or have no use
 * @param projecting whether the encoder is a projection on orthonormal rows
 */
public record FixedNetwork(
        Normalisation normalisation, Autoencoder network, Map<String, float[]> weights, boolean projecting) {

    private static final String ENCODER = "encoder.0";
    private static final String ENCODER_WEIGHT = new Dense(ENCODER, 1, 1, 1).weight();
    private static final String DECODER = "decoder.0";

    /**
     * One whose encoder is a projection.
     *
     * @param basis [code.dims(), dim]: rows that are orthonormal, or zero where nothing belongs to a value of the latent
     * @param books what the code keeps in the weights
     */
    public static FixedNetwork projecting(
            Normalisation normalisation, float[] basis, int dim, Code code, Map<String, float[]> books) {
        int dims = code.dims();
        float[] outwards = new float[basis.length];
        for (int i = 0; i < dims; i++) {
            for (int j = 0; j < dim; j++) {
                outwards[j * dims + i] = basis[i * dim + j];
            }
        }
        Dense encoder = new Dense(ENCODER, dim, dims, 1);
        Dense decoder = new Dense(DECODER, dims, dim, 1);
        Map<String, float[]> weights = new HashMap<>(books);
        weights.put(encoder.weight(), basis);
        weights.put(encoder.bias(), new float[dims]);
        weights.put(decoder.weight(), outwards);
        weights.put(decoder.bias(), new float[dim]);
        return new FixedNetwork(
                normalisation, Autoencoder.linear(dim, normalisation, encoder, code, decoder), weights, true);
    }

    /** One whose encoder only sorts values, and whose decoder sorts them back. */
    public static FixedNetwork sorting(
            Normalisation normalisation, Columns inwards, Code code, Columns outwards, Map<String, float[]> books) {
        return new FixedNetwork(
                normalisation,
                Autoencoder.linear(inwards.inputs(), normalisation, inwards, code, outwards),
                books,
                false);
    }

    /** With its weights, and its error told the fast way where that is exact on {@code rows}; the caller closes it. */
    public TrainedNetwork judgedOn(Dataset rows) {
        Weights values = network.start(0);
        try {
            weights.forEach(values::set);
            boolean byLengths = projecting
                    && Parseval.holds(rows, normalisation, values.values(ENCODER_WEIGHT), network.code(), values);
            return new TrainedNetwork(byLengths ? network.withErrorByLengths() : network, values);
        } catch (RuntimeException | Error e) {
            values.close();
            throw e;
        }
    }
}
