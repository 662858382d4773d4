package dev.narrows.schemas.fidelity;

import dev.narrows.schemas.fidelity.entropy.Varint;
import java.nio.ByteBuffer;

/**
 * Of each feature: its mean, the earlier features that it is predicted from, and those whose errors tell how far off that
 * may be. What is computed of them says {@link Learned}.
 *
 * <pre>
 * for each feature: mean (zigzag varint) | n (1) | n times: how far before (varint), weight (int16, 1/4096)
 *                   | n (1) | n times: how far before (varint)
 * </pre>
 *
 * <p>Immutable; any thread.
 */
final class Predictors {

    private final int[] means;
    private final int[][] sources;
    private final short[][] weights;
    private final int[][] neighbours;

    /** @param sources as many of each feature as weights, all earlier, as are neighbours */
    Predictors(int[] means, int[][] sources, short[][] weights, int[][] neighbours) {
        this.means = means;
        this.sources = sources;
        this.weights = weights;
        this.neighbours = neighbours;
    }

    int mean(int feature) {
        return means[feature];
    }

    int predict(int[] numbers, int from, int feature) {
        int[] source = sources[feature];
        if (source.length == 0) {
            return means[feature];
        }
        short[] weight = weights[feature];
        long sum = 1L << (Learned.WEIGHT_BITS - 1);
        for (int i = 0; i < source.length; i++) {
            sum += weight[i] * ((long) numbers[from + source[i]] - means[source[i]]);
        }
        return means[feature] + (int) (sum >> Learned.WEIGHT_BITS);
    }

    /** How far off the neighbours of a feature are, 0 to 1020. */
    int near(int[] off, int feature) {
        int[] neighbour = neighbours[feature];
        int sum = 0;
        for (int each : neighbour) {
            sum += off[each];
        }
        return neighbour.length == 0 ? 0 : 4 * sum / neighbour.length;
    }

    void writeTo(ByteBuffer bytes) {
        for (int feature = 0; feature < means.length; feature++) {
            Varint.putSigned(bytes, means[feature]);
            bytes.put((byte) sources[feature].length);
            for (int i = 0; i < sources[feature].length; i++) {
                Varint.put(bytes, feature - sources[feature][i]);
                bytes.putShort(weights[feature][i]);
            }
            bytes.put((byte) neighbours[feature].length);
            for (int neighbour : neighbours[feature]) {
                Varint.put(bytes, feature - neighbour);
            }
        }
    }

    static Predictors read(ByteBuffer bytes, int dim) {
        int[] means = new int[dim];
        int[][] sources = new int[dim][];
        short[][] weights = new short[dim][];
        int[][] neighbours = new int[dim][];
        for (int feature = 0; feature < dim; feature++) {
            means[feature] = Varint.getSigned(bytes);
            sources[feature] = new int[bytes.get() & 0xff];
            weights[feature] = new short[sources[feature].length];
            for (int i = 0; i < sources[feature].length; i++) {
                sources[feature][i] = earlier(bytes, feature);
                weights[feature][i] = bytes.getShort();
            }
            neighbours[feature] = new int[bytes.get() & 0xff];
            for (int i = 0; i < neighbours[feature].length; i++) {
                neighbours[feature][i] = earlier(bytes, feature);
            }
        }
        return new Predictors(means, sources, weights, neighbours);
    }

    private static int earlier(ByteBuffer bytes, int feature) {
        int back = Varint.get(bytes);
        if (back < 1 || back > feature) {
            throw new IllegalArgumentException(
                    "feature " + feature + ": predicted from " + back + " before (expected: 1 to " + feature + ")");
        }
        return feature - back;
    }
}
