package dev.narrows.stream.watch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Prometheus' own tool for rules, where the machine has it (Debian: package prometheus). */
final class Promtool {

    private static final int STEPS = 240;

    private final Path folder;

    Promtool(Path folder) {
        this.folder = folder;
    }

    static boolean isThere() {
        return Stream.of(System.getenv("PATH").split(":", -1))
                .anyMatch(bin -> Files.isExecutable(Path.of(bin, "promtool")));
    }

    /** Its output where it says that something is wrong; else nothing. */
    String run(String... arguments) throws IOException, InterruptedException {
        Path said = folder.resolve("promtool.log");
        int code = new ProcessBuilder(Stream.concat(Stream.of("promtool"), Stream.of(arguments))
                        .toList())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start()
                .waitFor();
        return code == 0 ? "" : Files.readString(said);
    }

    /**
     * Evaluates expressions over twenty minutes in which each series grew to what a scrape says.
     *
     * @return what promtool says of expressions that have no result; empty where all have one
     */
    String evaluate(String scrape, Path rules, Collection<String> expressions)
            throws IOException, InterruptedException {
        StringBuilder test =
                new StringBuilder("rule_files: ['" + rules.toAbsolutePath().normalize()
                        + "']\nevaluation_interval: 5s\ntests:\n- interval: 5s\n  input_series:\n");
        Stream.concat(Stream.of("up 1"), scrape.lines())
                .filter(line -> !line.startsWith("#") && !line.isBlank())
                .forEach(line -> test.append(series(line)));
        test.append("  promql_expr_test:\n");
        for (String expression : expressions) {
            test.append("  - expr: ")
                    .append(quoted("count(" + expression + ") > bool 0"))
                    .append('\n');
            test.append("    eval_time: 19m\n    exp_samples: [{labels: '{}', value: 1}]\n");
        }
        Path file = Files.writeString(folder.resolve("scrape_test.yaml"), test);
        return run("test", "rules", file.toString());
    }

    private static String series(String line) {
        int space = line.lastIndexOf(' ');
        String name = line.substring(0, space);
        String labels = "job=\"narrows\",instance=\"here:8080\"";
        String full = name.endsWith("}")
                ? name.substring(0, name.length() - 1).replaceAll(",$", "") + "," + labels + "}"
                : name + "{" + labels + "}";
        double value = Double.parseDouble(line.substring(space + 1));
        double step = Double.isFinite(value) ? value / STEPS : 0;
        boolean grows = name.matches("[a-z_]+_(total|count|sum|bucket)(\\{.*)?");
        String values = grows
                ? String.format(Locale.ROOT, "0+%.9fx%d", step, STEPS)
                : String.format(Locale.ROOT, "%.9fx%d", Double.isFinite(value) ? value : 0, STEPS);
        return "  - {series: " + quoted(full) + ", values: '" + values + "'}\n";
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    static List<String> names(String scrape) {
        return scrape.lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.replaceAll("[{ ].*", ""))
                .distinct()
                .toList();
    }
}
