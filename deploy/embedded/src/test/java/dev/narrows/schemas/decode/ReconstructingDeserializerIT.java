package dev.narrows.schemas.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import dev.narrows.embedded.fixture.OnCluster;
import dev.narrows.embedded.fixture.TestCluster;
import dev.narrows.schemas.Latent;
import dev.narrows.schemas.latent.LatentWriter;
import dev.narrows.schemas.model.ToyModels;
import dev.narrows.schemas.registry.SchemaRegistry;
import dev.narrows.schemas.store.ModelStore;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordDeserializationException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A consumer of somebody else's, that knows nothing but properties, reads vectors from the latents topic. */
@OnCluster
class ReconstructingDeserializerIT {

    private static final int DIM = 8;
    private static final int CODE = 4;

    private final Random random = new Random(5);
    private final List<float[]> vectors = new ArrayList<>();
    private TestCluster cluster;
    private SchemaRegistry registry;
    private ModelStore store;
    private LatentWriter writer;
    private String latents;
    private String models;

    @BeforeEach
    void open(TestCluster given) {
        cluster = given;
        latents = cluster.createTopic("latents", 1);
        models = cluster.newName("models");
        registry = SchemaRegistry.connect(cluster.settings());
        store = ModelStore.open(cluster.settings(), models, registry);
        writer = new LatentWriter(registry.register(latents, Latent.getClassSchema()));
    }

    @AfterEach
    void close() {
        store.close();
        registry.close();
    }

    @Test
    void shouldGiveAConsumerTheVectorsOfAllVersions() {
        // given
        publish(1);
        produce(latent(1), latent(1));
        List<float[]> read = new ArrayList<>();

        try (KafkaConsumer<String, float[]> consumer = consumer()) {
            // when
            readInto(read, consumer, 2);
            publish(2);
            produce(latent(2), latent(1), latent(2), null);
            readInto(read, consumer, 6);
        }

        // then
        for (int i = 0; i < 5; i++) {
            assertThat(read.get(i)).containsExactly(vectors.get(i), within(0.05f));
        }
        assertThat(read.get(5)).isNull();
    }

    @Test
    void shouldNameTheRecordThatItCannotDecode() {
        // given
        publish(1);
        produce(latent(7), latent(1));
        try (KafkaConsumer<String, float[]> consumer = consumer()) {
            // when
            RecordDeserializationException failure = catchThrowableOfType(
                    RecordDeserializationException.class,
                    () -> await().until(
                                    () -> consumer.poll(Duration.ofMillis(100)).count() > 0));
            consumer.seek(failure.topicPartition(), failure.offset() + 1);
            List<float[]> read = new ArrayList<>();
            readInto(read, consumer, 1);

            // then
            assertThat(failure.offset()).isZero();
            assertThat(failure)
                    .hasRootCauseMessage(
                            latents + ": model: toy/7 (expected: a version published in topic " + models + ")");
            assertThat(read.get(0)).containsExactly(vectors.get(1), within(0.05f));
        }
    }

    @Test
    void shouldDecodeABatchWithTheSameProperties() {
        // given
        publish(1);
        publish(2);
        List<byte[]> batch = List.of(latent(2), latent(1), latent(2));

        // when
        List<Decoded> decoded;
        try (VectorDecoder decoder = VectorDecoder.open(properties())) {
            decoded = decoder.decode(batch);
        }

        // then
        for (int i = 0; i < 3; i++) {
            assertThat(((Decoded.Vector) decoded.get(i)).values()).containsExactly(vectors.get(i), within(0.05f));
        }
    }

    private void publish(int version) {
        store.publish(ToyModels.artefact("toy", version, DIM, CODE));
    }

    private byte[] latent(int version) {
        float[] vector = ToyModels.normal(DIM, CODE, random);
        vectors.add(vector);
        return writer.write(version, ByteBuffer.wrap(ToyModels.code(version, CODE, vector)), 0, CODE, 0);
    }

    private void produce(byte[]... values) {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (byte[] value : values) {
            records.add(new ProducerRecord<>(latents, value));
        }
        cluster.records().send(records);
    }

    private Map<String, Object> properties() {
        return Map.of(
                "bootstrap.servers",
                cluster.bootstrapServers(),
                "schema.registry.url",
                cluster.registryUrl(),
                "narrows.model.name",
                "toy",
                "narrows.models.topic",
                models,
                "group.id",
                "somebody",
                "auto.offset.reset",
                "earliest",
                "key.deserializer",
                StringDeserializer.class.getName(),
                "value.deserializer",
                ReconstructingDeserializer.class.getName());
    }

    private KafkaConsumer<String, float[]> consumer() {
        Properties properties = new Properties();
        properties.putAll(properties());
        properties.put("group.id", cluster.newName("group"));
        KafkaConsumer<String, float[]> consumer = new KafkaConsumer<>(properties);
        consumer.subscribe(List.of(latents));
        return consumer;
    }

    private static void readInto(List<float[]> read, KafkaConsumer<String, float[]> consumer, int count) {
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            for (ConsumerRecord<String, float[]> record : consumer.poll(Duration.ofMillis(200))) {
                read.add(record.value());
            }
            return read.size() >= count;
        });
    }
}
