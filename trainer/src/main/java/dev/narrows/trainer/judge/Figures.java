package dev.narrows.trainer.judge;

import dev.narrows.schemas.ModelManifest;
import dev.narrows.trainer.calibrate.RealisedRate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All figures of a judgement as nested maps and lists, to be written as JSON; null stands for what is not finite. */
public final class Figures {

    private Figures() {}

    /** The tree. */
    public static Map<String, Object> of(Judgement judgement) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("model", model(judgement.manifest()));
        Map<String, Object> rows = new LinkedHashMap<>();
        rows.put("rivalsLearnedFrom", judgement.rows().train().rows());
        rows.put("normal", judgement.rows().test().rows());
        rows.put(
                "anomalous",
                judgement.anomalous().map(scores -> scores.values().length).orElse(0));
        rows.put("modelTrainedOnTheseData", judgement.rows().known());
        tree.put("rows", rows);
        List<Map<String, Object>> codecs = new ArrayList<>();
        judgement.comparison().all().forEach(evaluation -> codecs.add(codec(evaluation)));
        tree.put("codecs", codecs);
        tree.put("falseAlarms", alarms(judgement.alarms()));
        judgement.detection().ifPresent(detection -> tree.put("detection", detection(detection)));
        tree.put("featureMse", list(judgement.comparison().model().featureMse()));
        tree.put("contributions", list(judgement.contributions().shares()));
        return tree;
    }

    private static Map<String, Object> model(ModelManifest manifest) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("name", manifest.getName());
        tree.put("version", manifest.getVersion());
        tree.put("kind", manifest.getKind());
        tree.put("inputDim", manifest.getInputDim());
        tree.put("codeBytes", manifest.getCodeBytes());
        tree.put("errorMetric", manifest.getErrorMetric());
        tree.put("threshold", manifest.getThreshold());
        tree.put("alertRate", manifest.getAlertRate());
        tree.put("featureNames", List.copyOf(manifest.getFeatureNames()));
        return tree;
    }

    static Map<String, Object> codec(Evaluation evaluation) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("name", evaluation.codec());
        tree.put("codeBytes", evaluation.codeBytes());
        tree.put("compressionRatio", evaluation.ratio());
        put(tree, "mse", evaluation.mse());
        put(tree, "loss", evaluation.loss());
        put(tree, "mae", evaluation.mae());
        put(tree, "euclidean", evaluation.euclidean());
        put(tree, "psnr", evaluation.psnr());
        put(tree, "explained", evaluation.explained());
        return tree;
    }

    private static Map<String, Object> alarms(RealisedRate alarms) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("rows", alarms.rows());
        tree.put("alerts", alarms.alerts());
        tree.put("rate", alarms.rate());
        tree.put("promised", alarms.asked());
        tree.put("low", alarms.low());
        tree.put("high", alarms.high());
        tree.put("kept", alarms.isKept());
        return tree;
    }

    private static Map<String, Object> detection(Detection detection) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("auroc", detection.ranking().auroc());
        tree.put("auprc", detection.ranking().auprc());
        tree.put("f1", detection.f1());
        tree.put("precision", detection.precision());
        tree.put("recall", detection.recall());
        return tree;
    }

    private static List<@Nullable Double> list(double[] values) {
        List<@Nullable Double> list = new ArrayList<>(values.length);
        Arrays.stream(values).forEach(value -> list.add(finite(value)));
        return list;
    }

    @SuppressWarnings("NullAway") // JSON's null is a value here.
    private static void put(Map<String, Object> tree, String name, double value) {
        tree.put(name, finite(value));
    }

    private static @Nullable Double finite(double value) {
        return Double.isFinite(value) ? value : null;
    }
}
