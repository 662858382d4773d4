package dev.narrows.trainer.judge;

import dev.narrows.schemas.ModelManifest;
import dev.narrows.schemas.model.ModelArtefact;
import dev.narrows.schemas.model.ModelId;
import dev.narrows.trainer.codec.OnnxCodec;
import dev.narrows.trainer.dataset.Dataset;
import java.util.Locale;
import java.util.Optional;

/**
 * A new version beside the stable one, on the same rows, which the new one has not learned from: those of its validation
 * part. Compared is the mean squared error of the reconstructions, in the units of the vectors, because the errors that two
 * versions tell are not in one unit. Two things speak against the new one: it brings the rows back worse, or the rows are
 * not what the stable version was made for, so that whoever fits them fits something else (noise, another topic).
 */
public final class AgainstStable {

    /** A version may be that much worse than the stable one: seeds differ by less. */
    static final double MARGIN = 1.1;

    /** Rows are strange on which the stable version's error is that many times the one on its own rows. */
    static final double STRANGE = 5;

    private AgainstStable() {}

    /**
     * What speaks against a version; empty where nothing does.
     *
     * @param rows all that it was made from
     */
    public static Optional<String> objection(ModelArtefact next, ModelArtefact stable, Dataset rows) {
        Dataset test = JudgedRows.of(rows, next.manifest()).test();
        return objection(
                ModelId.of(stable.manifest()), mse(next, test), mse(stable, test), own(stable.manifest()), test.rows());
    }

    static Optional<String> objection(ModelId stable, double next, double before, Optional<Double> own, int rows) {
        if (next > MARGIN * before) {
            return Optional.of(String.format(
                    Locale.ROOT,
                    "mse on %d rows that it has not learned from: %.3g (expected: at most %.3g, %.1f times that of %s, which"
                            + " is stable)",
                    rows,
                    next,
                    MARGIN * before,
                    MARGIN,
                    stable));
        }
        if (own.isPresent() && before > STRANGE * own.get()) {
            return Optional.of(String.format(
                    Locale.ROOT,
                    "rows: %s, which is stable, has an mse of %.3g on them and had %.3g on its own (expected: at most %.0f"
                            + " times as much; is this the data that it serves?)",
                    stable,
                    before,
                    own.get(),
                    STRANGE));
        }
        return Optional.empty();
    }

    private static double mse(ModelArtefact artefact, Dataset rows) {
        try (OnnxCodec codec = OnnxCodec.of(artefact)) {
            return Evaluation.of(codec, rows).mse();
        }
    }

    private static Optional<Double> own(ModelManifest manifest) {
        return Optional.ofNullable(manifest.getFigures().get("mse")).filter(mse -> mse > 0);
    }
}
