package dev.narrows.trainer.judge;

import dev.narrows.schemas.ModelManifest;
import dev.narrows.trainer.calibrate.RealisedRate;
import dev.narrows.trainer.codec.OnnxCodec;
import dev.narrows.trainer.dataset.Dataset;
import dev.narrows.trainer.network.scaling.Normalisation;
import dev.narrows.trainer.network.scaling.Scaling;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Everything there is to say of a model version: what its codes lose, beside its rivals, and what its scores find.
 *
 * @param manifest of the version
 * @param rows that it was judged by
 * @param comparison what comes back of normal rows
 * @param normal scores of normal rows
 * @param anomalous scores of anomalous rows; absent where there are none
 * @param alarms how many normal rows exceed the threshold
 * @param detection present where there are anomalous rows
 * @param contributions what each feature adds to the scores of normal rows
 */
public record Judgement(
        ModelManifest manifest,
        JudgedRows rows,
        Comparison comparison,
        Scores normal,
        Optional<Scores> anomalous,
        RealisedRate alarms,
        Optional<Detection> detection,
        Contributions contributions) {

    /** Judges a version through its graphs, as the service and its consumers run them. */
    public static Judgement of(OnnxCodec model, ModelManifest manifest, JudgedRows rows) {
        int latent = latent(manifest);
        return of(
                model,
                manifest,
                rows,
                Comparison.of(
                        model, latent, rows.train(), rows.test(), units(manifest, rows.train()), manifest.getSeed()));
    }

    /** The same where it has been compared with its rivals already, on the same rows. */
    public static Judgement of(OnnxCodec model, ModelManifest manifest, JudgedRows rows, Comparison comparison) {
        Scores normal = Scores.of(model, rows.test());
        Optional<Scores> anomalous = rows.anomalous().map(some -> Scores.of(model, some));
        double threshold = manifest.getThreshold();
        double promised = manifest.getAlertRate();
        return new Judgement(
                manifest,
                rows,
                comparison,
                normal,
                anomalous,
                RealisedRate.of(normal.values(), threshold, promised),
                anomalous.map(some -> Detection.of(normal.values(), some.values(), threshold, promised)),
                Contributions.of(model, rows.test()));
    }

    /** Those of the rows that rivals learn from, as the model was trained: it may not say, as one that was made elsewhere. */
    private static float[] units(ModelManifest manifest, Dataset train) {
        String asked = manifest.getSettings().get("scaling");
        Scaling scaling = Arrays.stream(Scaling.values())
                .filter(one ->
                        one.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(asked))
                .findFirst()
                .orElse(Scaling.AUTO);
        return Normalisation.of(train, scaling).featureUnits();
    }

    private static int latent(ModelManifest manifest) {
        String text = manifest.getSettings().get("latent");
        return text == null ? manifest.getCodeBytes() : Integer.parseInt(text);
    }
}
