package dev.narrows.trainer.terminal;

import dev.narrows.trainer.judge.ModelCost;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** Forms of one model as lines of a table; the first is what the others are compared with. */
public final class CostTable {

    private static final String HEAD = "%-34s %11s %11s %11s %9s %10s%n";
    private static final String ROW = "%-34s %11d %11d %11.5g %+8.2f%% %10.3g%n";

    private CostTable() {}

    /** Prints a line for each, nothing where there is none. */
    public static void print(List<ModelCost> forms, PrintWriter out) {
        if (forms.isEmpty()) {
            return;
        }
        out.printf(HEAD, "", "model bytes", "deflated", "loss", "", "us to encode");
        double first = forms.get(0).loss();
        for (ModelCost form : forms) {
            out.printf(
                    Locale.ROOT,
                    ROW,
                    form.name(),
                    form.bytes(),
                    form.deflatedBytes(),
                    form.loss(),
                    100 * (form.loss() / first - 1),
                    form.encodeMicros());
        }
        out.flush();
    }
}
