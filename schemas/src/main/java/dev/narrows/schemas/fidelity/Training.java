package dev.narrows.schemas.fidelity;

import dev.narrows.schemas.ModelManifest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.zip.InflaterInputStream;

/**
 * What training told of a model's features: where they were, and what was learned for corrections.
 *
 * @param lows smallest value of each feature, or none where the model does not tell
 * @param highs largest, as many
 * @param correctors as {@link LearnedFit} made them, each for one fidelity
 */
public record Training(List<Float> lows, List<Float> highs, List<ByteBuffer> correctors) {

    /** Of a model that does not tell. */
    public static final Training NONE = new Training(List.of(), List.of(), List.of());

    // Of the widest vectors that anything is learned for, some times over.
    private static final int MOST_BYTES = 8 << 20;

    /** Checks that there are as many of both. */
    public Training {
        lows = List.copyOf(lows);
        highs = List.copyOf(highs);
        correctors = List.copyOf(correctors);
        if (lows.size() != highs.size()) {
            throw new IllegalArgumentException(
                    "highs: " + highs.size() + " (expected: " + lows.size() + ", as many as lows)");
        }
    }

    /** As a manifest tells it. */
    public static Training of(ModelManifest manifest) {
        return new Training(manifest.getFeatureLows(), manifest.getFeatureHighs(), manifest.getCorrectors());
    }

    /** How far the feature went: one subtraction of doubles. */
    double range(int feature) {
        return (double) highs.get(feature) - lows.get(feature);
    }

    /**
     * One of the correctors, unpacked; for one thread.
     *
     * @throws IllegalArgumentException when there is none of that number, or its bytes are no corrector
     */
    Learned learned(int number, int dim) {
        if (number >= correctors.size()) {
            throw new IllegalArgumentException(
                    "corrector: " + number + " (expected: one of the model's " + correctors.size() + ")");
        }
        try {
            return Learned.read(unpacked(correctors.get(number).duplicate()), dim, this);
        } catch (BufferUnderflowException | IOException e) {
            throw new IllegalArgumentException("corrector: " + e.getMessage() + " (expected: whole)", e);
        }
    }

    private static ByteBuffer unpacked(ByteBuffer packed) throws IOException {
        byte[] bytes = new byte[packed.remaining()];
        packed.get(bytes);
        try (InputStream in = new InflaterInputStream(new ByteArrayInputStream(bytes))) {
            return ByteBuffer.wrap(in.readNBytes(MOST_BYTES)).order(ByteOrder.LITTLE_ENDIAN);
        }
    }
}
