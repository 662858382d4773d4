package dev.narrows.trainer.export;

import dev.narrows.schemas.model.ModelArtefact;
import dev.narrows.schemas.onnx.Decoder;
import dev.narrows.schemas.onnx.Encoder;
import dev.narrows.schemas.onnx.OnnxModel;
import dev.narrows.schemas.onnx.session.OnnxSettings;
import dev.narrows.trainer.dataset.Dataset;
import dev.narrows.trainer.graph.WeightFormat;
import dev.narrows.trainer.network.Outcome;
import dev.narrows.trainer.network.TrainedNetwork;
import java.util.Locale;

/**
 * How far the served graphs are from the trained network on rows that it did not learn from. Both add floats up in
 * different orders, so a latent that lies between two steps may fall to either side; what is allowed is:
 *
 * <ul>
 *   <li>bytes of codes that differ: one in a thousand of all;
 *   <li>errors of rows with the same code: 1e-3 of the error;
 *   <li>reconstructions of the same codes: 1e-3 of the largest value.
 * </ul>
 *
 * <p>Where layers round their inputs, such a value moves all that is behind it: there a row in twenty may be off by more than
 * that, up to a tenth.
 *
 * @param rows that were compared
 * @param codeShare share of code bytes that differ
 * @param farShare share of rows whose error or reconstruction is off by more than 1e-3
 * @param errorDelta largest difference of two errors, as a share of the error
 * @param reconstructionDelta largest difference of two reconstructed values, as a share of the largest value
 */
public record Parity(int rows, double codeShare, double farShare, double errorDelta, double reconstructionDelta) {

    private static final int MOST_ROWS = 2_048;
    private static final int BATCH = 256;
    private static final double CODE_SHARE = 1e-3;
    private static final double DELTA = 1e-3;
    private static final double ROUNDED_SHARE = 0.05;
    private static final double ROUNDED_DELTA = 0.1;
    private static final double LEAST = 1e-6;
    /** Of {@link Outcome#margins()}: rows nearer than that to another code have two that are as good. */
    private static final double TIED = 1e-5;

    /**
     * Compares on the first rows of {@code heldOut}; also loads the artefact as the service does.
     *
     * @throws dev.narrows.schemas.model.ModelRefusedException where the service would refuse it
     * @throws ParityException where they differ by more than is allowed
     */
    public static Parity check(ModelArtefact artefact, TrainedNetwork trained, Dataset heldOut) {
        Comparison comparison = new Comparison(trained.network().code().bytes(), heldOut.dim());
        try (OnnxModel model = OnnxModel.load(artefact, OnnxSettings.cpu());
                Encoder encoder = model.newEncoder(BATCH);
                Decoder decoder = model.newDecoder(BATCH)) {
            float[] values = new float[BATCH * heldOut.dim()];
            int most = Math.min(MOST_ROWS, heldOut.rows());
            for (int from = 0; from < most; from += BATCH) {
                int count = Math.min(BATCH, most - from);
                heldOut.read(from, count, values);
                Outcome outcome = trained.run(values, count);
                encoder.input().put(0, values, 0, count * heldOut.dim());
                encoder.run(count);
                decoder.codes().put(0, outcome.codes());
                decoder.run(count);
                comparison.add(outcome, encoder, decoder, count);
            }
        }
        Parity parity = comparison.result();
        boolean rounded = trained.format() == WeightFormat.INT8;
        double far = rounded ? ROUNDED_SHARE : 0;
        double delta = rounded ? ROUNDED_DELTA : DELTA;
        if (parity.codeShare > CODE_SHARE
                || parity.farShare > far
                || parity.errorDelta > delta
                || parity.reconstructionDelta > delta) {
            throw new ParityException(parity, CODE_SHARE, far, delta);
        }
        return parity;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "rows=%d codeShare=%.2g farShare=%.2g errorDelta=%.2g reconstructionDelta=%.2g",
                rows,
                codeShare,
                farShare,
                errorDelta,
                reconstructionDelta);
    }

    /** Differences as they add up. One thread. */
    private static final class Comparison {
        private final int codeBytes;
        private final int dim;
        private int rows;
        private int farRows;
        private long bytesThatDiffer;
        private double error;
        private double reconstruction;

        private Comparison(int codeBytes, int dim) {
            this.codeBytes = codeBytes;
            this.dim = dim;
        }

        private void add(Outcome outcome, Encoder encoder, Decoder decoder, int count) {
            float[] reconstructions = outcome.reconstructions();
            double largest = LEAST;
            for (int i = 0; i < count * dim; i++) {
                largest = Math.max(largest, Math.abs(reconstructions[i]));
            }
            for (int row = 0; row < count; row++) {
                int differ = 0;
                for (int i = row * codeBytes; i < (row + 1) * codeBytes; i++) {
                    differ += outcome.codes()[i] == encoder.codes().get(i) ? 0 : 1;
                }
                double trained = outcome.errors()[row];
                double served = worst(0, Math.abs(trained - encoder.errors().get(row)) / (trained + LEAST));
                double errorOff = differ > 0 ? 0 : served;
                bytesThatDiffer += outcome.margins()[row] < TIED && served < DELTA ? 0 : differ;
                double valueOff = 0;
                for (int i = row * dim; i < (row + 1) * dim; i++) {
                    double off = reconstructions[i] - decoder.reconstructions().get(i);
                    valueOff = worst(valueOff, Math.abs(off) / largest);
                }
                error = worst(error, errorOff);
                reconstruction = worst(reconstruction, valueOff);
                farRows += Math.max(errorOff, valueOff) > DELTA ? 1 : 0;
            }
            rows += count;
        }

        private Parity result() {
            double share = (double) bytesThatDiffer / ((long) rows * codeBytes);
            // A single byte is allowed however few rows there are.
            double counted = bytesThatDiffer <= 1 ? 0 : share;
            return new Parity(rows, counted, (double) farRows / rows, error, reconstruction);
        }

        /** Larger of the two; what is not a number is worst. */
        private static double worst(double so, double far) {
            return Double.isNaN(far) ? Double.POSITIVE_INFINITY : Math.max(so, far);
        }
    }
}
