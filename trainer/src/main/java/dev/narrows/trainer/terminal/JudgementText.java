package dev.narrows.trainer.terminal;

import dev.narrows.trainer.calibrate.RealisedRate;
import dev.narrows.trainer.dataset.Dataset;
import dev.narrows.trainer.judge.Detection;
import dev.narrows.trainer.judge.Judgement;
import java.io.PrintWriter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A judgement as a few lines for a terminal: the table, the threshold, what is found, and where the error comes from. */
public final class JudgementText {

    private static final int FEATURES = 5;

    private JudgementText() {}

    public static void print(Judgement judgement, Dataset rows, PrintWriter out) {
        ComparisonTable.print(judgement.comparison(), rows, out);
        out.println(alarms(judgement));
        judgement.detection().map(JudgementText::detection).ifPresent(out::println);
        List<String> names = judgement.manifest().getFeatureNames();
        out.println(features(judgement.comparison().model().featureMse(), names));
        if (judgement.contributions().shares().length > 0) {
            out.println(contributions(judgement));
        }
        out.flush();
    }

    private static String alarms(Judgement judgement) {
        RealisedRate alarms = judgement.alarms();
        return String.format(
                Locale.ROOT,
                "false alarms: %d of %d normal rows, %.3g %% (promised %.3g %%; 95 %% interval %.3g to %.3g %%: %s)",
                alarms.alerts(),
                alarms.rows(),
                100 * alarms.rate(),
                100 * alarms.asked(),
                100 * alarms.low(),
                100 * alarms.high(),
                alarms.isKept() ? "kept" : "not kept");
    }

    private static String detection(Detection detection) {
        return String.format(
                Locale.ROOT,
                "detection of %d anomalous rows: AUROC %.1f %%, AUPRC %.1f %%; at the threshold F1 %.3f, precision %.3f,"
                        + " recall %.3f",
                detection.anomalous(),
                100 * detection.ranking().auroc(),
                100 * detection.ranking().auprc(),
                detection.f1(),
                detection.precision(),
                detection.recall());
    }

    /** Squared error of the features that come back worst; all of them stand in the JSON file. */
    private static String features(double[] mse, List<String> names) {
        return "largest MSE: "
                + IntStream.range(0, mse.length)
                        .boxed()
                        .sorted(Comparator.comparingDouble((Integer feature) -> mse[feature])
                                .reversed())
                        .limit(FEATURES)
                        .map(feature -> String.format(Locale.ROOT, "%s %.5g", feature(feature, names), mse[feature]))
                        .collect(Collectors.joining(", "));
    }

    private static String contributions(Judgement judgement) {
        return "most of the score: "
                + judgement.contributions().largest(FEATURES).stream()
                        .map(feature -> String.format(
                                Locale.ROOT,
                                "%s %.1f %%",
                                feature(feature, judgement.manifest().getFeatureNames()),
                                100 * judgement.contributions().shares()[feature]))
                        .collect(Collectors.joining(", "))
                + " of it"
                + (judgement.manifest().getFeatureNames().isEmpty() ? " (features count from 0)" : "");
    }

    private static String feature(int number, List<String> names) {
        return names.isEmpty() ? "feature " + number : names.get(number);
    }
}
