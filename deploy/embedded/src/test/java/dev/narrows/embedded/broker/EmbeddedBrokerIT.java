package dev.narrows.embedded.broker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.narrows.embedded.fixture.RecordsProbe;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerIT {

    private static final String TOPIC = "kept";
    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    @Test
    void shouldKeepRecordsAndTransactionsAcrossARestart() throws Exception {
        // given
        try (EmbeddedBroker broker = EmbeddedBroker.start(BrokerSettings.of(folder))) {
            createTopic(broker);
            new RecordsProbe(broker.bootstrapServers()).send(numbered(0, 5_000));
            abort(broker, numbered(5_000, 100));
        }

        // when
        List<String> found;
        try (EmbeddedBroker broker = EmbeddedBroker.start(BrokerSettings.of(folder))) {
            found = values(new RecordsProbe(broker.bootstrapServers()).await(TOPIC, 5_000, LONG));
        }

        // then
        assertThat(found).containsExactlyInAnyOrderElementsOf(expected(5_000));
    }

    @Test
    void shouldTakeRecordsOfEveryCompression() throws Exception {
        // given
        List<String> compressions = List.of("none", "gzip", "snappy", "lz4", "zstd");
        try (EmbeddedBroker broker = EmbeddedBroker.start(BrokerSettings.of(folder))) {
            createTopic(broker);
            RecordsProbe probe = new RecordsProbe(broker.bootstrapServers());

            // when
            for (int i = 0; i < compressions.size(); i++) {
                probe.send(numbered(100 * i, 100), Map.of("compression.type", compressions.get(i)));
            }

            // then
            assertThat(values(probe.await(TOPIC, 500, LONG))).containsExactlyInAnyOrderElementsOf(expected(500));
        }
    }

    @Test
    void shouldListenOnTheAskedPort() throws Exception {
        // given
        int port = freePort();

        // when
        try (EmbeddedBroker broker = EmbeddedBroker.start(new BrokerSettings(folder, port, 0, Map.of()))) {

            // then
            assertThat(broker.bootstrapServers()).isEqualTo("127.0.0.1:" + port);
            assertThat(topics(broker)).isEmpty();
        }
    }

    @Test
    void shouldSayThatAPortIsTaken() throws Exception {
        // given
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            BrokerSettings settings = new BrokerSettings(folder, taken.getLocalPort(), 0, Map.of());

            // when / then
            assertThatThrownBy(() -> EmbeddedBroker.start(settings))
                    .isInstanceOf(EmbeddedStartException.class)
                    .hasMessage("port: " + taken.getLocalPort() + " (expected: a free port on this machine)");
        }
    }

    @Test
    void shouldSayThatAFolderIsInUse() {
        // given
        BrokerSettings settings = BrokerSettings.of(folder);
        try (EmbeddedBroker broker = EmbeddedBroker.start(settings)) {

            // when / then
            assertThatThrownBy(() -> EmbeddedBroker.start(settings))
                    .isInstanceOf(EmbeddedStartException.class)
                    .hasMessage(
                            "dataFolder: " + broker.dataFolder() + " (expected: a folder that no running broker uses)");
        }
    }

    @Test
    void shouldSayWhichSettingKafkaRefuses() {
        // given
        BrokerSettings settings = new BrokerSettings(folder, 0, 0, Map.of("num.io.threads", "many"));

        // when / then
        assertThatThrownBy(() -> EmbeddedBroker.start(settings))
                .isInstanceOf(EmbeddedStartException.class)
                .hasMessageContaining("num.io.threads");
    }

    @Test
    void shouldStartOnAFolderThatARefusedStartLeft() {
        // given
        BrokerSettings refused = new BrokerSettings(folder, 0, 0, Map.of("num.io.threads", "many"));
        assertThatThrownBy(() -> EmbeddedBroker.start(refused)).isInstanceOf(EmbeddedStartException.class);

        // when
        try (EmbeddedBroker broker = EmbeddedBroker.start(BrokerSettings.of(folder))) {

            // then
            assertThat(broker.bootstrapServers()).startsWith("127.0.0.1:");
        }
    }

    @Test
    void shouldLeaveNoThreadBehind() throws Exception {
        // given
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        EmbeddedBroker broker = EmbeddedBroker.start(BrokerSettings.of(folder));
        createTopic(broker);

        // when
        broker.close();

        // then
        Awaitility.await()
                .atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(threadsBeside(before)).isEmpty());
        assertThat(broker.ended().toCompletableFuture()).isCompleted();
        assertThat(Files.exists(folder.resolve("lock"))).isTrue();
    }

    @Test
    void shouldRunBesideAnotherInTheSameProcess(@TempDir Path another) throws Exception {
        // given
        try (EmbeddedBroker one = EmbeddedBroker.start(BrokerSettings.of(folder));
                EmbeddedBroker two = EmbeddedBroker.start(BrokerSettings.of(another))) {

            // when
            createTopic(one);

            // then
            assertThat(topics(one)).containsExactly(TOPIC);
            assertThat(topics(two)).isEmpty();
        }
    }

    /** The Yammer metrics clock and the JVM's own threads are the process's, not the broker's. */
    private static List<String> threadsBeside(Set<Thread> before) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !before.contains(thread) && thread.isAlive())
                .map(Thread::getName)
                .filter(name -> !name.startsWith("metrics-meter-tick-thread") && !name.startsWith("ForkJoinPool"))
                .filter(name -> !name.equals("process reaper")
                        && !name.equals("awaitility-thread")
                        && !name.equals("Attach Listener"))
                .toList();
    }

    private static void createTopic(EmbeddedBroker broker) throws Exception {
        try (Admin admin = admin(broker)) {
            admin.createTopics(List.of(new NewTopic(TOPIC, Optional.of(3), Optional.empty())))
                    .all()
                    .get();
        }
    }

    private static Set<String> topics(EmbeddedBroker broker) throws Exception {
        try (Admin admin = admin(broker)) {
            return admin.listTopics().names().get();
        }
    }

    private static Admin admin(EmbeddedBroker broker) {
        return Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
    }

    private static void abort(EmbeddedBroker broker, List<ProducerRecord<byte[], byte[]>> records) {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", broker.bootstrapServers(), "transactional.id", "never-committed");
        try (var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            var sent = records.stream().map(producer::send).toList();
            producer.flush();
            assertThat(sent).hasSameSizeAs(records);
            producer.abortTransaction();
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

    private static List<String> expected(int count) {
        return IntStream.range(0, count).mapToObj(Integer::toString).toList();
    }

    private static List<String> values(List<ConsumerRecord<byte[], byte[]>> records) {
        return records.stream().map(each -> new String(each.value(), UTF_8)).collect(Collectors.toList());
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
