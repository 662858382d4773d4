package dev.narrows.standalone;

import dev.narrows.embedded.ClusterSettings;
import dev.narrows.embedded.EmbeddedCluster;
import dev.narrows.embedded.broker.BrokerSettings;
import dev.narrows.schemas.Rollout;
import dev.narrows.schemas.RolloutStage;
import dev.narrows.schemas.model.ModelStore;
import dev.narrows.schemas.model.RolloutLog;
import dev.narrows.schemas.model.ToyModels;
import dev.narrows.schemas.registry.SchemaRegistry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A cluster with a toy model, load on its input topic, and services in processes of their own to be killed. */
final class KillGround implements AutoCloseable {

    static final int PARTITIONS = 4;

    private static final int DIM = 16;
    private static final int CODE_BYTES = 4;
    private static final int A_TICK = 25;
    private static final long TICK_MS = 50;
    private static final List<String> OUTPUTS = List.of("latents", "dead-letters");

    private final EmbeddedCluster cluster;

    private KillGround(EmbeddedCluster cluster) {
        this.cluster = cluster;
    }

    static KillGround start(Path folder) throws ExecutionException, InterruptedException {
        // What a killed service leaves open is cleared away in a second or two instead of ten or twenty.
        Map<String, String> quick = Map.of("transaction.abort.timed.out.transaction.cleanup.interval.ms", "500");
        KillGround ground =
                new KillGround(EmbeddedCluster.start(new ClusterSettings(new BrokerSettings(folder, 0, 0, quick), 0)));
        ground.prepare();
        return ground;
    }

    /** Every thirteenth record is garbage. */
    static boolean isGarbage(long number) {
        return number % 13 == 5;
    }

    /** Records come in until it is ended; their keys are their numbers. */
    Load load() {
        Load load = new Load();
        load.thread.start();
        return load;
    }

    Process service(Path scratch) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-Djava.io.tmpdir=" + scratch,
                "-cp",
                System.getProperty("java.class.path"),
                "dev.narrows.stream.Main"));
        Map<String, String> settings = new TreeMap<>(Map.of(
                "kafka.bootstrap.servers", cluster.bootstrapServers(),
                "schema.registry.url", cluster.registryUrl(),
                "input.format", "raw",
                "http.host", "127.0.0.1",
                "http.port", "0",
                "stream.threads", "1",
                "batch.max.records", "300",
                "execution.provider", "cpu"));
        settings.put("kafka.main.consumer.session.timeout.ms", "6000");
        settings.put("kafka.main.consumer.heartbeat.interval.ms", "2000");
        settings.put("kafka.producer.transaction.timeout.ms", "5000");
        settings.forEach((key, value) -> command.addAll(List.of("--set", key + "=" + value)));
        ProcessBuilder builder = new ProcessBuilder(command).directory(scratch.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("NARROWS_"));
        return builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        scratch.resolve("service.log").toFile()))
                .start();
    }

    /** How far services have written outputs, committed or not. */
    long written() {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer("read_uncommitted")) {
            return OUTPUTS.stream()
                    .flatMap(topic -> consumer.endOffsets(partitions(topic)).values().stream())
                    .mapToLong(Long::longValue)
                    .sum();
        }
    }

    /** How many output records are committed. */
    long committed() {
        return OUTPUTS.stream()
                .flatMap(topic -> read(topic).values().stream())
                .mapToLong(List::size)
                .sum();
    }

    /** Numbers of the committed records of an output topic, by partition in their order. */
    Map<Integer, List<Long>> read(String topic) {
        Map<Integer, List<Long>> numbers = new TreeMap<>();
        try (KafkaConsumer<byte[], byte[]> consumer = consumer("read_committed")) {
            List<TopicPartition> partitions = partitions(topic);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
                consumer.poll(Duration.ofMillis(100))
                        .forEach(record -> numbers.computeIfAbsent(record.partition(), p -> new ArrayList<>())
                                .add(Long.parseLong(new String(record.key(), StandardCharsets.UTF_8))));
            }
        }
        return numbers;
    }

    @Override
    public void close() {
        cluster.close();
    }

    private void prepare() throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(client())) {
            admin.createTopics(Stream.of("vectors", "latents", "alerts", "dead-letters")
                            .map(topic -> new NewTopic(topic, Optional.of(PARTITIONS), Optional.empty()))
                            .toList())
                    .all()
                    .get();
        }
        try (SchemaRegistry registry = SchemaRegistry.connect(Map.of("schema.registry.url", cluster.registryUrl()));
                ModelStore store = ModelStore.open(client(), "models", registry);
                RolloutLog rollouts = RolloutLog.open(client(), "rollouts", registry)) {
            store.publish(ToyModels.artefact("default", 1, DIM, CODE_BYTES));
            rollouts.write(Rollout.newBuilder()
                    .setModelName("default")
                    .setStableVersion(1)
                    .setCandidateVersion(null)
                    .setStage(RolloutStage.NONE)
                    .setCanaryPercent(0)
                    .setReason("test")
                    .setChangedAt(Instant.now())
                    .build());
        }
    }

    private Map<String, Object> client() {
        return Map.of("bootstrap.servers", cluster.bootstrapServers());
    }

    private KafkaConsumer<byte[], byte[]> consumer(String isolation) {
        Map<String, Object> settings = new TreeMap<>(client());
        settings.put("isolation.level", isolation);
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private static List<TopicPartition> partitions(String topic) {
        return IntStream.range(0, PARTITIONS)
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .toList();
    }

    private static byte[] value(long number) {
        if (isGarbage(number)) {
            return new byte[] {1, 2, 3};
        }
        ByteBuffer bytes = ByteBuffer.allocate(DIM * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(ToyModels.normal(DIM, CODE_BYTES, new Random(number)));
        return bytes.array();
    }

    /** Writes twenty-five records each twentieth of a second. */
    final class Load implements AutoCloseable {

        private final CountDownLatch ending = new CountDownLatch(1);
        private final FutureTask<Long> work = new FutureTask<>(this::work);
        private final Thread thread = new Thread(work, "load");

        /** Ends the load. Returns how many records there are. */
        long end() throws ExecutionException, InterruptedException {
            ending.countDown();
            return work.get();
        }

        @Override
        public void close() throws InterruptedException {
            ending.countDown();
            thread.join();
        }

        private long work() throws ExecutionException, InterruptedException {
            long number = 0;
            try (KafkaProducer<byte[], byte[]> producer =
                    new KafkaProducer<>(client(), new ByteArraySerializer(), new ByteArraySerializer())) {
                while (!ending.await(TICK_MS, TimeUnit.MILLISECONDS)) {
                    for (int i = 0; i < A_TICK - 1; i++) {
                        var unused = producer.send(record(number++));
                    }
                    producer.send(record(number++)).get();
                }
            }
            return number;
        }

        private ProducerRecord<byte[], byte[]> record(long number) {
            byte[] key = Long.toString(number).getBytes(StandardCharsets.UTF_8);
            return new ProducerRecord<>("vectors", (int) (number % PARTITIONS), key, value(number));
        }
    }
}
