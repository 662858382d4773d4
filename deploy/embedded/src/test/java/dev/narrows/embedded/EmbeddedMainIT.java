package dev.narrows.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.narrows.embedded.fixture.JavaProcess;
import dev.narrows.embedded.fixture.RecordsProbe;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedMainIT {

    private static final String TOPIC = "kept";
    private static final int PARTITIONS = 3;
    private static final Duration LONG = Duration.ofSeconds(90);

    @TempDir
    private Path folder;

    @Test
    void shouldPrintItsAddressesOnOneLine() {
        // given
        try (JavaProcess process = start()) {

            // when
            String line = process.awaitLine(each -> each.startsWith("bootstrap.servers="), LONG);

            // then
            assertThat(line)
                    .matches("bootstrap\\.servers=127\\.0\\.0\\.1:\\d+ "
                            + "schema\\.registry\\.url=http://127\\.0\\.0\\.1:\\d+");
            assertThat(Addresses.of(folder).orElseThrow()).hasToString(line);
        }
    }

    @Test
    void shouldStopCleanlyWhenToldTo() {
        // given
        try (JavaProcess process = start()) {
            addresses(process);

            // when
            int status = process.terminate(LONG);

            // then
            assertThat(status).isEqualTo(143);
            assertThat(folder.resolve("kafka/.kafka_cleanshutdown")).exists();
            assertThat(Addresses.of(folder)).isEmpty();
        }
    }

    @Test
    void shouldLoseNothingWhenKilled() throws Exception {
        // given
        List<byte[]> sent = new ArrayList<>();
        for (int kill = 0; kill < 2; kill++) {
            try (JavaProcess process = start()) {
                Addresses addresses = addresses(process);
                createTopic(addresses);
                List<ProducerRecord<byte[], byte[]>> records = numbered(sent.size(), 2_000);
                new RecordsProbe(addresses.bootstrapServers()).send(records);
                records.forEach(each -> sent.add(each.value()));
                process.kill();
            }
        }

        // when
        List<byte[]> found;
        try (JavaProcess process = start()) {
            found = new RecordsProbe(addresses(process).bootstrapServers())
                    .read(TOPIC).stream().map(each -> each.value()).toList();
        }

        // then
        assertThat(found).containsExactlyInAnyOrderElementsOf(sent);
    }

    @Test
    void shouldRefuseAFolderThatAnotherProcessHas() {
        // given
        try (JavaProcess first = start()) {
            addresses(first);

            // when
            try (JavaProcess second = start()) {
                int status = second.awaitExit(LONG);

                // then
                assertThat(status).isEqualTo(1);
                assertThat(second.output())
                        .containsExactly("dataFolder: " + folder.toAbsolutePath()
                                + " (expected: a folder that no running broker uses)");
            }
        }
    }

    @Test
    void shouldExplainItself() {
        // when
        try (JavaProcess process = JavaProcess.start(EmbeddedMain.class, "--help")) {
            int status = process.awaitExit(LONG);

            // then
            assertThat(status).isZero();
            assertThat(process.output()).anyMatch(line -> line.contains("--registry-port"));
        }
    }

    private JavaProcess start() {
        return JavaProcess.start(EmbeddedMain.class, "--folder", folder.toString());
    }

    private Addresses addresses(JavaProcess process) {
        process.awaitLine(each -> each.startsWith("bootstrap.servers="), LONG);
        return Addresses.of(folder).orElseThrow();
    }

    private static void createTopic(Addresses addresses) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", addresses.bootstrapServers()))) {
            if (!admin.listTopics().names().get().contains(TOPIC)) {
                admin.createTopics(List.of(new NewTopic(TOPIC, Optional.of(PARTITIONS), Optional.empty())))
                        .all()
                        .get();
            }
        }
    }

    private static List<ProducerRecord<byte[], byte[]>> numbered(int first, int count) {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (int i = first; i < first + count; i++) {
            byte[] number = Integer.toString(i).getBytes(UTF_8);
            records.add(new ProducerRecord<>(TOPIC, number, number));
        }
        return records;
    }
}
