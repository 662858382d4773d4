package dev.narrows.schemas.trial;

import dev.narrows.schemas.ModelManifest;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The process of a trial, before it starts: this JVM's Java and class path, a small heap, and none of the environment
 * that could hold a secret. Where there is a Linux shell it also limits the process's address space, in case a graph
 * takes memory faster than it is watched, and names it as the first to go when the machine runs out.
 *
 * @param memoryBytes resident memory that it may have
 * @param heapBytes of the JVM
 */
record TrialCommand(long memoryBytes, long heapBytes) {

    private static final int COPIES = 8;
    private static final long SMALLEST_HEAP = 64L << 20;
    // What a JVM and ONNX Runtime reserve and do not use: 1 GiB of it is the stack that ONNX Runtime starts on.
    private static final long RESERVED = 3L << 30;
    private static final Path SHELL = Path.of("/bin/sh");
    private static final String LIMITED = "echo 1000 > /proc/self/oom_score_adj; ulimit -v \"$0\"; exec \"$@\"";
    private static final Set<String> KEPT =
            Set.of("PATH", "HOME", "LD_LIBRARY_PATH", "XDG_CACHE_HOME", "TMPDIR", "LANG");

    static TrialCommand of(ModelManifest manifest, TrialLimits limits) {
        long graphs = (long) manifest.getEncoderGraph().getBytes()
                + manifest.getDecoderGraph().getBytes();
        return new TrialCommand(limits.memoryBytes() + COPIES * graphs, SMALLEST_HEAP + COPIES / 2 * graphs);
    }

    /** @param scratch a folder for whatever it leaves behind */
    Process start(Path scratch) throws IOException {
        List<String> command = new ArrayList<>();
        if (System.getProperty("os.name", "").equals("Linux") && Files.isExecutable(SHELL)) {
            String kibibytes = Long.toString((memoryBytes + heapBytes + RESERVED) >> 10);
            command.addAll(List.of(SHELL.toString(), "-c", LIMITED, kibibytes));
        }
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heapBytes,
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:ReservedCodeCacheSize=32m",
                "-XX:-UsePerfData",
                "-XX:-CreateCoredumpOnCrash",
                "-XX:ErrorFile=" + scratch.resolve("crash.log"),
                "-Djava.io.tmpdir=" + scratch,
                "-Duser.home=" + System.getProperty("user.home"),
                TrialMain.class.getName()));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(scratch.toFile()).redirectError(ProcessBuilder.Redirect.DISCARD);
        Map<String, String> environment = builder.environment();
        environment.keySet().retainAll(KEPT);
        environment.put("CLASSPATH", absolute(System.getProperty("java.class.path")));
        environment.put("MALLOC_ARENA_MAX", "1");
        return builder.start();
    }

    private static String absolute(String classPath) {
        return Pattern.compile(File.pathSeparator, Pattern.LITERAL)
                .splitAsStream(classPath)
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }
}
