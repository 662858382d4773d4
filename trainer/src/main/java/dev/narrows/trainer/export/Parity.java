package dev.narrows.trainer.export;

import dev.narrows.schemas.model.ModelArtefact;
import dev.narrows.schemas.onnx.Decoder;
import dev.narrows.schemas.onnx.Encoder;
import dev.narrows.schemas.onnx.OnnxModel;
import dev.narrows.schemas.onnx.OnnxSettings;
import dev.narrows.trainer.dataset.Dataset;
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
 * @param rows that were compared
 * @param codeShare share of code bytes that differ
 * @param errorDelta largest difference of two errors, as a share of the error
 * @param reconstructionDelta largest difference of two reconstructed values, as a share of the largest value
 */
public record Parity(int rows, double codeShare, double errorDelta, double reconstructionDelta) {

    private static final int MOST_ROWS = 2_048;
    private static final int BATCH = 256;
    private static final double CODE_SHARE = 1e-3;
    private static final double DELTA = 1e-3;
    private static final double LEAST = 1e-6;

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
        if (parity.codeShare > CODE_SHARE || parity.errorDelta > DELTA || parity.reconstructionDelta > DELTA) {
            throw new ParityException(parity);
        }
        return parity;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "rows=%d codeShare=%.2g errorDelta=%.2g reconstructionDelta=%.2g",
                rows,
                codeShare,
                errorDelta,
                reconstructionDelta);
    }

    /** Differences as they add up. One thread. */
    private static final class Comparison {
        private final int codeBytes;
        private final int dim;
        private int rows;
        private long bytesThatDiffer;
        private double error;
        private double reconstruction;
        private double largest;

        private Comparison(int codeBytes, int dim) {
            this.codeBytes = codeBytes;
            this.dim = dim;
        }

        private void add(Outcome outcome, Encoder encoder, Decoder decoder, int count) {
            for (int row = 0; row < count; row++) {
                int differ = 0;
                for (int i = row * codeBytes; i < (row + 1) * codeBytes; i++) {
                    differ += outcome.codes()[i] == encoder.codes().get(i) ? 0 : 1;
                }
                bytesThatDiffer += differ;
                double trained = outcome.errors()[row];
                if (differ == 0) {
                    double delta = Math.abs(trained - encoder.errors().get(row)) / (trained + LEAST);
                    error = worst(error, delta);
                }
            }
            for (int i = 0; i < count * dim; i++) {
                float value = outcome.reconstructions()[i];
                largest = Math.max(largest, Math.abs(value));
                reconstruction = worst(
                        reconstruction,
                        Math.abs(value - decoder.reconstructions().get(i)));
            }
            rows += count;
        }

        private Parity result() {
            double share = (double) bytesThatDiffer / ((long) rows * codeBytes);
            // A single byte is allowed however few rows there are.
            double counted = bytesThatDiffer <= 1 ? 0 : share;
            return new Parity(rows, counted, error, reconstruction / Math.max(largest, LEAST));
        }

        /** Larger of the two; what is not a number is worst. */
        private static double worst(double so, double far) {
            return Double.isNaN(far) ? Double.POSITIVE_INFINITY : Math.max(so, far);
        }
    }
}
