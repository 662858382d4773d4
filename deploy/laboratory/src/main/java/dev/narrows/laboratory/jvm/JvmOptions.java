package dev.narrows.laboratory.jvm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Options of a contestant's JVM. */
public final class JvmOptions {

    private static final Path HUGE_PAGES = Path.of("/sys/kernel/mm/transparent_hugepage/enabled");

    private JvmOptions() {}

    /** Those that {@code deploy/narrows serve} chooses for one stream thread where memory is not scarce. */
    public static List<String> ofLauncher() {
        List<String> options = new ArrayList<>(List.of("-Xmx512m", "-Xmn384m", "-XX:+UseParallelGC"));
        if (hugePages()) {
            options.add("-XX:+UseTransparentHugePages");
        }
        return options;
    }

    private static boolean hugePages() {
        try {
            return Files.isReadable(HUGE_PAGES) && !Files.readString(HUGE_PAGES).contains("[never]");
        } catch (IOException e) {
            return false;
        }
    }
}
