package dev.narrows.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * The last line of {@code mvn verify}: which tests were not run, and why. Surefire and Failsafe count them and keep the
 * reasons to their reports, so that who has no Docker engine or no browser takes a build for more than it is.
 */
final class NotRun {

    private static final List<String> REPORTS = List.of("surefire-reports", "failsafe-reports");

    private NotRun() {}

    /** Arguments: folder of the whole checkout, and when the build began, ISO-8601; older reports are of another. */
    public static void main(String[] args) throws IOException {
        System.out.println(line(reasons(Path.of(args[0]), Instant.parse(args[1]))));
    }

    /** One line of it all. */
    static String line(Map<String, Integer> reasons) {
        if (reasons.isEmpty()) {
            return "narrows: every test was run";
        }
        int all = reasons.values().stream().mapToInt(Integer::intValue).sum();
        return "narrows: " + all + " tests were not run: "
                + reasons.entrySet().stream()
                        .map(reason -> reason.getValue() + " because " + reason.getKey())
                        .collect(Collectors.joining("; "));
    }

    /** How many tests were skipped for each reason, in the reports that were written since. */
    static Map<String, Integer> reasons(Path checkout, Instant since) throws IOException {
        Map<String, Integer> reasons = new TreeMap<>();
        for (Path report : reports(checkout)) {
            if (!Files.getLastModifiedTime(report).toInstant().isBefore(since)) {
                NodeList skipped = parse(report).getElementsByTagName("skipped");
                for (int i = 0; i < skipped.getLength(); i++) {
                    reasons.merge(reason((Element) skipped.item(i)), 1, Integer::sum);
                }
            }
        }
        return reasons;
    }

    private static List<Path> reports(Path checkout) throws IOException {
        try (Stream<Path> files = Files.walk(checkout, 5)) {
            return files.filter(file -> file.getFileName().toString().matches("TEST-.*\\.xml")
                            && REPORTS.contains(file.getParent().getFileName().toString()))
                    .sorted()
                    .toList();
        }
    }

    private static Element parse(Path report) throws IOException {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            return factory.newDocumentBuilder().parse(report.toFile()).getDocumentElement();
        } catch (ParserConfigurationException | SAXException e) {
            throw new IOException(report + ": " + e.getMessage() + " (expected: a test report)", e);
        }
    }

    /** Without the class of the exception that told it, and without the name of the test. */
    private static String reason(Element skipped) {
        // Disabled tests have an attribute, those whose assumption failed a stack trace.
        String message = (skipped.getAttribute("message") + skipped.getTextContent())
                .strip()
                .lines()
                .findFirst()
                .orElse("");
        String bare = message.replaceFirst("^(\\S*Exception: )?(Assumption failed: )?", "")
                .replaceFirst("^SKIPPED on \\w+: \\S+: ", "");
        return bare.isEmpty() ? "no reason is given" : bare;
    }
}
