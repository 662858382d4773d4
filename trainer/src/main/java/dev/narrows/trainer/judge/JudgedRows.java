package dev.narrows.trainer.judge;

import dev.narrows.schemas.ModelManifest;
import dev.narrows.trainer.dataset.Dataset;
import dev.narrows.trainer.dataset.Selection;
import dev.narrows.trainer.dataset.split.Split;
import dev.narrows.trainer.dataset.split.SplitSettings;
import java.util.Map;
import java.util.Optional;

/**
 * The rows that a model is judged by.
 *
 * @param train what the rivals learn from
 * @param test normal rows that neither the rivals nor the model's weights have learned from
 * @param anomalous rows that are known not to be normal; absent where there are none, or no labels
 * @param known whether the model comes from these data, and the rivals so learn from the very rows that it learned from
 */
public record JudgedRows(Dataset train, Dataset test, Optional<Dataset> anomalous, boolean known) {

    /** Half of the rows for the rivals to learn from, half to measure on. */
    private static final SplitSettings HALVES = SplitSettings.of(0.5, 0.1, 1);

    /**
     * Shares out the rows. Where the model was trained on them, the same part is measured on that its manifest has figures
     * for: the one that decided when training was enough. The threshold may have learned from it, so its false alarms there
     * flatter; rows that training never saw tell better.
     *
     * @param manifest of the model
     */
    public static JudgedRows of(Dataset rows, ModelManifest manifest) {
        SplitSettings settings = trainedWith(manifest);
        String digest = manifest.getDataDigest();
        Dataset normal = Selection.normalRows(rows);
        Optional<Dataset> anomalous = Selection.anomalousRows(rows);
        if (normal.digest().equals(digest)) {
            Split split = Split.of(normal, settings);
            return new JudgedRows(split.train(), split.validation(), anomalous, true);
        }
        if (anomalous.isPresent() && rows.digest().equals(digest)) {
            // Trained without the labels: anomalous rows that it learned from tell nothing.
            Split split = Split.of(rows, settings);
            return new JudgedRows(
                    split.train(),
                    Selection.normalRows(split.validation()),
                    Selection.anomalousRows(split.validation()),
                    true);
        }
        Split split = Split.of(normal, HALVES);
        return new JudgedRows(split.train(), split.validation(), anomalous, false);
    }

    /** The same with other rows for the rivals to learn from, and so all of the others to measure on. */
    public static JudgedRows of(Dataset train, Dataset test) {
        return new JudgedRows(
                Selection.normalRows(train), Selection.normalRows(test), Selection.anomalousRows(test), false);
    }

    private static SplitSettings trainedWith(ModelManifest manifest) {
        Map<String, String> settings = manifest.getSettings();
        return new SplitSettings(
                Double.parseDouble(settings.getOrDefault("validation-share", "0.1")),
                Double.parseDouble(settings.getOrDefault("calibration-share", "0.1")),
                Long.parseLong(settings.getOrDefault("split-seed", "" + manifest.getSeed())),
                // Versions of before there were blocks had their rows dealt out one by one.
                Integer.parseInt(settings.getOrDefault("split-block", "1")));
    }
}
