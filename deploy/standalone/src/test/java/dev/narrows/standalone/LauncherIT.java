package dev.narrows.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code deploy/narrows} in a checkout whose path has a space, with a Maven and a Java that only say what they were told. */
class LauncherIT {

    private static final Path SCRIPT = Path.of("..", "narrows");
    private static final Duration LONG_AGO = Duration.ofHours(1);

    @TempDir
    private Path folder;

    private Path checkout;
    private Path source;
    private Path script;
    private Path elsewhere;

    private record Run(int code, String out, String err) {}

    @BeforeEach
    void makeCheckout() throws IOException {
        checkout = folder.resolve("check out");
        elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        source = checkout.resolve("schemas/src/main/java/A.java");
        Files.createDirectories(source.getParent());
        Files.writeString(source, "");
        for (String module :
                List.of("stream-app", "trainer", "deploy/embedded", "deploy/laboratory", "deploy/standalone", ".mvn")) {
            Files.createDirectories(checkout.resolve(module));
        }
        script = Files.copy(SCRIPT, checkout.resolve("deploy/narrows"));
        Files.copy(SCRIPT.resolveSibling("jvm-flags"), checkout.resolve("deploy/jvm-flags"));
        program("mvn", "mkdir -p deploy/standalone/target/lib; touch deploy/standalone/target/lib/narrows.jar");
        Path java = program("java", "printf '%s\\n' \"$@\"");
        Files.writeString(java.getParent().resolveSibling("release"), "JAVA_VERSION=\"17.0.1\"\n");
        try (var files = Files.walk(checkout)) {
            for (Path file : files.toList()) {
                old(file);
            }
        }
    }

    @Test
    void shouldBuildOnFirstUseAndNotAgain() throws Exception {
        // when
        Run first = run(script, Map.of(), "models", "list");
        Run second = run(script, Map.of(), "models", "list");

        // then
        String jar = checkout.toRealPath() + "/deploy/standalone/target/lib/narrows.jar";
        assertThat(first.err).isEqualTo("narrows: building (first use)\n");
        assertThat(second.err).isEmpty();
        assertThat(second.out.lines()).containsExactly("-cp", jar, "dev.narrows.standalone.Main", "models", "list");
    }

    @Test
    void shouldBuildAgainWhenASourceIsNewerThanTheBuild() throws Exception {
        // given
        run(script, Map.of());
        Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(2)));

        // when
        Run run = run(script, Map.of());

        // then
        assertThat(run.err).isEqualTo("narrows: building (schemas/src/main/java/A.java is newer than the build)\n");
    }

    @Test
    void shouldBuildAgainWhenASourceIsGone() throws Exception {
        // given
        run(script, Map.of());
        Files.delete(source);
        Files.setLastModifiedTime(
                source.getParent(), FileTime.from(Instant.now().plusSeconds(2)));

        // when, then
        assertThat(run(script, Map.of()).err)
                .isEqualTo("narrows: building (schemas/src/main/java is newer than the build)\n");
    }

    @Test
    void shouldRunThroughALinkFromAnyFolder() throws Exception {
        // given
        run(script, Map.of());
        Path link = Files.createSymbolicLink(elsewhere.resolve("narrows"), script);

        // when
        Run run = run(link, Map.of(), "--version");

        // then
        assertThat(run.code).isZero();
        assertThat(run.err).isEmpty();
        assertThat(run.out).endsWith("dev.narrows.standalone.Main\n--version\n");
    }

    @Test
    void shouldRunWhatIsThereInACheckoutThatCannotBeWritten() throws Exception {
        // given
        assumeFalse(System.getProperty("user.name").equals("root"), "root may write everywhere");
        run(script, Map.of());
        Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(2)));
        Path lib = checkout.resolve("deploy/standalone/target/lib");
        Files.setPosixFilePermissions(lib, PosixFilePermissions.fromString("r-xr-xr-x"));

        // when
        Run run = run(script, Map.of(), "--version");

        // then
        assertThat(run.code).isZero();
        assertThat(run.err).contains("is newer than the build", "cannot be written; running what is there");
    }

    @ParameterizedTest
    @CsvSource({"400, ''", "1024, -Xmx256m -Xmn160m", "100000, HEAP"})
    void shouldGiveTheServiceItsHeapFromTheMemoryThereIs(String memory, String heap) throws Exception {
        // given
        run(script, Map.of());
        int most = 256 * Math.max(2, Runtime.getRuntime().availableProcessors());
        String expected = heap.replace("HEAP", "-Xmx" + most + "m -Xmn" + most * 3 / 4 + "m");

        // when
        Run serve = run(script, Map.of("NARROWS_MEMORY", memory), "serve");

        // then
        assertThat(String.join(
                        " ",
                        serve.out.lines().filter(flag -> flag.startsWith("-Xm")).toList()))
                .isEqualTo(expected);
        assertThat(serve.out.contains("-XX:+UseParallelGC")).isEqualTo(!expected.isEmpty());
    }

    @Test
    void shouldLeaveTheChoiceToWhoeverMakesIt() throws Exception {
        // given
        run(script, Map.of());

        // when
        Run own = run(script, Map.of("NARROWS_MEMORY", "4096", "NARROWS_JAVA_OPTS", "-Xmx1g -XX:+UseG1GC"), "serve");
        Run other = run(script, Map.of("NARROWS_MEMORY", "4096"), "train");

        // then
        assertThat(own.out.lines().filter(flag -> flag.startsWith("-X") && !flag.contains("HugePages")))
                .containsExactly("-Xmx1g", "-XX:+UseG1GC");
        assertThat(other.out).doesNotContain("-X");
    }

    private Path program(String name, String says) throws IOException {
        Path bin = Files.createDirectories(folder.resolve("jdk/bin"));
        Path program = bin.resolve(name);
        Files.writeString(program, "#!/bin/sh\n" + says + "\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        return program;
    }

    private static void old(Path file) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(LONG_AGO)));
    }

    private Run run(Path program, Map<String, String> environment, String... args)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(args));
        Path out = Files.createTempFile(folder, "run", ".out");
        Path err = Files.createTempFile(folder, "run", ".err");
        ProcessBuilder builder = new ProcessBuilder(command).directory(elsewhere.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("NARROWS_") || name.endsWith("_OPTIONS"));
        builder.environment().remove("JAVA_HOME");
        builder.environment().merge("PATH", folder.resolve("jdk/bin").toString(), (path, bin) -> bin + ":" + path);
        builder.environment().putAll(environment);
        int code = builder.redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start()
                .waitFor();
        return new Run(code, Files.readString(out, UTF_8), Files.readString(err, UTF_8));
    }
}
