package dev.narrows.schemas.decode;

import dev.narrows.schemas.latent.LatentView;
import java.util.Locale;

/**
 * Latents of one version on their way through its decoder: collected until they fill its buffer, then decoded together.
 *
 * <p>Owned by one thread; used for one list of latents.
 */
final class Batch {

    private final Decoders.Ready ready;
    private final int version;
    private final Decoded[] results;
    private final int[] indexes;
    private final float[] errors;
    private int rows;

    Batch(Decoders.Ready ready, int version, int maxBatch, Decoded[] results) {
        int size = Math.min(maxBatch, results.length);
        this.ready = ready;
        this.version = version;
        this.results = results;
        this.indexes = new int[size];
        this.errors = new float[size];
        ready.decoder().codes().clear();
    }

    /** Takes the latent whose result goes to {@code index}; decodes when the buffer is full. */
    void add(int index, LatentView latent) {
        if (latent.decoder() != 0 && latent.decoder() != ready.decoderId()) {
            results[index] = new Decoded.Undecodable(String.format(
                    Locale.ROOT,
                    "decoder of the latent: %08x (expected: %08x, that of model version %d; another model wrote it, or this"
                            + " version was published anew)",
                    latent.decoder(),
                    ready.decoderId(),
                    version));
            return;
        }
        if (latent.hasCorrection()) {
            results[index] = corrected(latent);
            return;
        }
        if (latent.codeBytes() != ready.codeBytes()) {
            results[index] = new Decoded.Undecodable("code of model version " + version + ": " + latent.codeBytes()
                    + " bytes (expected: " + ready.codeBytes() + ")");
            return;
        }
        latent.copyCode(ready.decoder().codes());
        indexes[rows] = index;
        errors[rows] = latent.error();
        rows++;
        if (rows == indexes.length) {
            run();
        }
    }

    private Decoded corrected(LatentView latent) {
        try {
            return new Decoded.Vector(
                    version, latent.error(), ready.corrections().read(latent.correction()), ready.featureNames());
        } catch (IllegalArgumentException e) {
            return new Decoded.Undecodable(String.valueOf(e.getMessage()));
        }
    }

    /** Decodes what waits, and puts the results where they belong. */
    void run() {
        if (rows == 0) {
            return;
        }
        ready.decoder().run(rows);
        for (int row = 0; row < rows; row++) {
            float[] values = new float[ready.inputDim()];
            ready.decoder().reconstructions().get(row * ready.inputDim(), values);
            results[indexes[row]] = new Decoded.Vector(version, errors[row], values, ready.featureNames());
        }
        rows = 0;
        ready.decoder().codes().clear();
    }
}
