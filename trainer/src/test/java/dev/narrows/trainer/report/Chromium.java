package dev.narrows.trainer.report;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A real browser without a window. Where CI runs, that there is none is a failure; elsewhere the test is skipped. */
final class Chromium {

    private static final String CONSOLE = ":CONSOLE";

    private Chromium() {}

    /**
     * What became of a page.
     *
     * @param document after its scripts ran
     * @param console what they, or the browser about them, wrote to the console
     */
    record Visit(String document, List<String> console) {}

    /** Opens a page. Files in {@code folder} are the browser's own. */
    static Visit open(Path page, Path folder) throws IOException, InterruptedException {
        Path document = folder.resolve("document.html");
        Path log = folder.resolve("browser.log");
        Process browser;
        try {
            browser = new ProcessBuilder(
                            "chromium",
                            "--headless",
                            "--no-sandbox",
                            "--disable-gpu",
                            "--disable-quic",
                            "--no-first-run",
                            "--disable-background-networking",
                            "--disable-component-update",
                            "--disable-sync",
                            "--user-data-dir=" + folder.resolve("profile"),
                            "--enable-logging=stderr",
                            "--dump-dom",
                            page.toUri().toString())
                    .redirectOutput(document.toFile())
                    .redirectError(log.toFile())
                    .start();
        } catch (IOException e) {
            String reason = "chromium: not on the PATH (expected: Debian's package chromium)";
            return "true".equals(System.getenv("CI")) ? fail(reason, e) : abort(reason);
        }
        if (!browser.waitFor(3, TimeUnit.MINUTES)) {
            browser.destroyForcibly();
            fail("chromium: still running after 3 minutes: " + Files.readString(log));
        }
        List<String> console = Files.readAllLines(log).stream()
                .filter(line -> line.contains(CONSOLE))
                .toList();
        return new Visit(Files.readString(document), console);
    }
}
