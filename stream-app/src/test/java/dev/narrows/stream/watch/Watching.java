package dev.narrows.stream.watch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The dashboards and rules as they lie in {@code deploy/}. */
final class Watching {

    static final Path RULES = Path.of("../deploy/prometheus/rules.yaml");
    static final Path RULES_TEST = Path.of("../deploy/prometheus/rules_test.yaml");

    private static final Path DASHBOARDS = Path.of("../deploy/grafana/dashboards");
    private static final Pattern METRIC =
            Pattern.compile("\\b(?:narrows|jvm|process|system|kafka)[a-zA-Z0-9_:]*|\\bup\\b(?=\\{|\\s)");

    private Watching() {}

    /** Expressions by where they stand, with Grafana's variables filled in. */
    static Map<String, String> panels() throws IOException {
        Map<String, String> expressions = new LinkedHashMap<>();
        try (Stream<Path> files = Files.list(DASHBOARDS)) {
            for (Path file : files.sorted().toList()) {
                for (JsonNode panel : new ObjectMapper().readTree(file.toFile()).get("panels")) {
                    for (JsonNode target : panel.path("targets")) {
                        expressions.put(
                                file.getFileName() + ", " + panel.get("title").asText() + ", "
                                        + target.get("refId").asText(),
                                target.get("expr")
                                        .asText()
                                        .replace("$__rate_interval", "1m")
                                        .replace("$job", "narrows"));
                    }
                }
            }
        }
        return expressions;
    }

    /** The recording rules and alerts. */
    static List<JsonNode> rules() throws IOException {
        JsonNode file = new ObjectMapper(new YAMLFactory()).readTree(RULES.toFile());
        return file.get("groups").findValues("rules").stream()
                .flatMap(rules ->
                        Stream.iterate(0, i -> i < rules.size(), i -> i + 1).map(rules::get))
                .toList();
    }

    /** Names of metrics in an expression. */
    static Set<String> metrics(String expression) {
        Set<String> names = new LinkedHashSet<>();
        METRIC.matcher(expression.replaceAll("\"[^\"]*\"", "\"\""))
                .results()
                .forEach(found -> names.add(found.group()));
        return names;
    }
}
