package dev.narrows.trainer.terminal;

import dev.narrows.trainer.dataset.Dataset;
import dev.narrows.trainer.judge.Comparison;
import dev.narrows.trainer.judge.Evaluation;
import java.io.PrintWriter;
import java.util.Locale;

/** A model and its rivals as lines of a table, errors in raw units. */
public final class ComparisonTable {

    private static final String HEAD = "%-40s %7s %11s %11s %11s %11s %7s%n";
    private static final String ROW = "%-40s %7d %11.1f %11.5g %11.5g %11.5g %7.2f%n";

    private ComparisonTable() {}

    /** @param rows some of the rows that were measured, whose values say how many bytes they need themselves */
    public static void print(Comparison comparison, Dataset rows, PrintWriter out) {
        out.printf(HEAD, "", "bytes", "values/code", "MSE", "MAE", "Euclidean", "PSNR");
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
                    each.psnr());
        }
        out.println(ValueRatio.note(rows, comparison.model().codeBytes()));
        out.flush();
    }
}
