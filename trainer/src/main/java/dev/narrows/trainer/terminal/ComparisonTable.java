package dev.narrows.trainer.terminal;

import dev.narrows.trainer.dataset.Dataset;
import dev.narrows.trainer.judge.Comparison;
import dev.narrows.trainer.judge.Evaluation;
import java.io.PrintWriter;
import java.util.Locale;

/** A model and its rivals as lines of a table, errors in raw units; where features have units of their own, the loss too. */
public final class ComparisonTable {

    private static final String HEAD = "%-40s %7s %11s %11s %11s %11s %7s%s%n";
    private static final String ROW = "%-40s %7d %11.1f %11.5g %11.5g %11.5g %7.2f%s%n";
    private static final String LOSS = " %11s";

    private ComparisonTable() {}

    /** @param rows some of the rows that were measured, whose values say how many bytes they need themselves */
    public static void print(Comparison comparison, Dataset rows, PrintWriter out) {
        boolean ownUnits = comparison.model().ownUnits();
        String last = ownUnits ? String.format(LOSS, "loss") : "";
        out.printf(HEAD, "", "bytes", "values/code", "MSE", "MAE", "Euclidean", "PSNR", last);
        for (Evaluation each : comparison.all()) {
            out.printf(
                    Locale.ROOT,
                    ROW,
                    each.codec(),
                    each.codeBytes(),
                    each.ratio(),
                    each.mse(),
                    each.mae(),
                    each.euclidean(),
                    each.psnr(),
                    ownUnits ? String.format(LOSS, String.format(Locale.ROOT, "%.5g", each.loss())) : "");
        }
        if (ownUnits) {
            out.println(
                    "loss: mean squared error with each feature in its own unit, which is what all have learned for");
        }
        out.println(ValueRatio.note(rows, comparison.model().codeBytes()));
        out.flush();
    }
}
