package dev.narrows.schemas.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import dev.narrows.embedded.fixture.OnCluster;
import dev.narrows.embedded.fixture.TestCluster;
import dev.narrows.schemas.Rollout;
import dev.narrows.schemas.decode.Decoded;
import dev.narrows.schemas.decode.VectorDecoder;
import dev.narrows.schemas.model.ToyModels;
import dev.narrows.schemas.registry.SchemaRegistry;
import dev.narrows.schemas.rollout.RolloutLog;
import dev.narrows.schemas.store.ModelStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A producer of somebody else's, that knows nothing but properties, writes latents. */
@OnCluster
class EncodingSerializerIT {

    private static final int DIM = 8;
    private static final int CODE = 4;

    private final Random random = new Random(5);
    private final Map<Integer, float[]> sent = new HashMap<>();
    private TestCluster cluster;
    private SchemaRegistry registry;
    private ModelStore store;
    private RolloutLog rollouts;
    private String latents;
    private String models;
    private String rolloutsTopic;

    @BeforeEach
    void open(TestCluster given) {
        cluster = given;
        latents = cluster.createTopic("latents", 1);
        models = cluster.newName("models");
        rolloutsTopic = cluster.newName("rollouts");
        registry = SchemaRegistry.connect(cluster.settings());
        store = ModelStore.open(cluster.settings(), models, registry);
        rollouts = RolloutLog.open(cluster.settings(), rolloutsTopic, registry);
    }

    @AfterEach
    void close() {
        rollouts.close();
        store.close();
        registry.close();
    }

    @Test
    void shouldWriteLatentsOfTheStableVersionAndFollowIt() throws Exception {
        // given
        stable(1);
        List<Integer> versions = new ArrayList<>();
        try (KafkaProducer<Integer, float[]> producer = producer();
                KafkaConsumer<byte[], byte[]> consumer = consumer();
                VectorDecoder decoder = VectorDecoder.open(connection())) {
            send(producer);
            readInto(versions, consumer, decoder);
            assertThat(versions).containsOnly(1);

            // when
            stable(2);

            // then
            await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
                send(producer);
                readInto(versions, consumer, decoder);
                assertThat(versions).contains(2);
            });
        }
    }

    private void stable(int version) {
        store.publish(ToyModels.artefact("toy", version, DIM, CODE));
        rollouts.write(Rollout.newBuilder()
                .setModelName("toy")
                .setStableVersion(version)
                .setReason("test")
                .setChangedAt(Instant.EPOCH)
                .build());
    }

    private void send(KafkaProducer<Integer, float[]> producer) throws ExecutionException, InterruptedException {
        int key = sent.size();
        sent.put(key, ToyModels.normal(DIM, CODE, random));
        producer.send(new ProducerRecord<>(latents, key, sent.get(key))).get();
    }

    /** Reads what there is, one record at least, and looks whether it is what was sent. */
    private void readInto(List<Integer> versions, KafkaConsumer<byte[], byte[]> consumer, VectorDecoder decoder) {
        int before = versions.size();
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            decoder.decode(consumer.poll(Duration.ofMillis(200)), (record, decoded) -> {
                Decoded.Vector vector = (Decoded.Vector) decoded;
                assertThat(vector.values()).containsExactly(sent.get((int) record.offset()), within(0.06f));
                versions.add(vector.modelVersion());
            });
            return versions.size() > before;
        });
    }

    private Map<String, Object> connection() {
        return new HashMap<>(Map.of(
                "bootstrap.servers",
                cluster.bootstrapServers(),
                "schema.registry.url",
                cluster.registryUrl(),
                "narrows.model.name",
                "toy",
                "narrows.models.topic",
                models));
    }

    private KafkaProducer<Integer, float[]> producer() {
        Map<String, Object> properties = connection();
        properties.put("narrows.rollouts.topic", rolloutsTopic);
        properties.put("key.serializer", "org.apache.kafka.common.serialization.IntegerSerializer");
        properties.put("value.serializer", "dev.narrows.schemas.encode.EncodingSerializer");
        return new KafkaProducer<>(properties);
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        Map<String, Object> properties = new HashMap<>(Map.of(
                "bootstrap.servers", cluster.bootstrapServers(),
                "group.id", cluster.newName("group"),
                "auto.offset.reset", "earliest"));
        KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        consumer.subscribe(List.of(latents));
        return consumer;
    }
}
