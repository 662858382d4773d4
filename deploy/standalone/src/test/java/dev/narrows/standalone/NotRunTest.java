package dev.narrows.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NotRunTest {

    private static final Instant BEGAN = Instant.parse("2026-05-01T10:00:00Z");

    @TempDir
    private Path checkout;

    @Test
    void shouldCountSkippedTestsByTheirReasonsInAllModules() throws IOException {
        // given
        report("trainer/target/surefire-reports", BEGAN, "Assumption failed: chromium is not on this machine");
        report(
                "deploy/embedded/target/failsafe-reports",
                BEGAN,
                "SKIPPED on CONTAINERS: StoreIT: no Docker engine answers");
        report("schemas/target/failsafe-reports", BEGAN, "SKIPPED on CONTAINERS: OtherIT: no Docker engine answers");
        report("stream-app/target/surefire-reports", BEGAN.minusSeconds(60), "of the build before");
        Files.writeString(
                checkout.resolve("trainer/target/surefire-reports/TEST-dev.narrows.OtherTest.xml"),
                "<testsuite><testcase name=\"c\"><skipped type=\"org.opentest4j.TestAbortedException\"><![CDATA["
                        + "org.opentest4j.TestAbortedException: Assumption failed: node is not on this machine\n"
                        + "\tat dev.narrows.OtherTest]]></skipped></testcase></testsuite>");

        // when
        Map<String, Integer> reasons = NotRun.reasons(checkout, BEGAN);

        // then
        assertThat(NotRun.line(reasons))
                .isEqualTo("narrows: 4 tests were not run: 1 because chromium is not on this machine;"
                        + " 2 because no Docker engine answers; 1 because node is not on this machine");
    }

    @Test
    void shouldSayThatEveryTestWasRun() throws IOException {
        // when, then
        assertThat(NotRun.line(NotRun.reasons(checkout, BEGAN))).isEqualTo("narrows: every test was run");
    }

    private void report(String folder, Instant written, String reason) throws IOException {
        Path reports = Files.createDirectories(checkout.resolve(folder));
        Path file = reports.resolve("TEST-dev.narrows.SomeTest.xml");
        Files.writeString(
                file,
                "<testsuite name=\"SomeTest\"><testcase name=\"a\"/><testcase name=\"b\"><skipped message=\"" + reason
                        + "\"/></testcase></testsuite>");
        Files.setLastModifiedTime(file, FileTime.from(written));
    }
}
