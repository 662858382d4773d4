package dev.narrows.trainer;

import dev.narrows.trainer.judge.Comparison;
import dev.narrows.trainer.judge.Evaluation;
import java.io.PrintWriter;
import java.util.Locale;

/** A model and its rivals as lines of a table, errors in raw units. */
final class ComparisonTable {

    private static final String HEAD = "%-34s %7s %7s %11s %11s %11s %7s%n";
    private static final String ROW = "%-34s %7d %7.1f %11.5g %11.5g %11.5g %7.2f%n";

    private ComparisonTable() {}

    static void print(Comparison comparison, PrintWriter out) {
        out.printf(HEAD, "", "bytes", "ratio", "MSE", "MAE", "Euclidean", "PSNR");
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
        out.flush();
    }
}
