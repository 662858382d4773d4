package dev.narrows.schemas.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.narrows.embedded.fixture.OnCluster;
import dev.narrows.embedded.fixture.TestCluster;
import dev.narrows.schemas.Latent;
import dev.narrows.schemas.VectorRecord;
import dev.narrows.schemas.latent.LatentWriter;
import dev.narrows.schemas.model.ToyModels;
import dev.narrows.schemas.registry.SchemaRegistry;
import dev.narrows.schemas.registry.WireFormat;
import dev.narrows.schemas.store.ModelStore;
import dev.narrows.schemas.vector.VectorFormat;
import dev.narrows.schemas.vector.VectorReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordDeserializationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A consumer of somebody else's, that knows nothing but properties, reads the producers' records from the latents topic. */
@OnCluster
class RestoringDeserializerIT {

    private static final int DIM = 8;
    private static final int CODE = 4;
    private static final Schema WRITTEN = new Schema.Parser().parse("""
            {"type": "record", "name": "VectorRecord", "namespace": "dev.narrows.schemas", "fields": [
              {"name": "pump", "type": "string"},
              {"name": "vector", "type": {"type": "array", "items": "float"}}]}""");

    private final float[] vector = ToyModels.normal(DIM, CODE, new Random(5));
    private TestCluster cluster;
    private SchemaRegistry registry;
    private LatentWriter writer;
    private String latents;
    private String models;

    @BeforeEach
    void open(TestCluster given) {
        cluster = given;
        latents = cluster.createTopic("latents", 1);
        models = cluster.newName("models");
        registry = SchemaRegistry.connect(cluster.settings());
        writer = new LatentWriter(registry.register(latents, Latent.getClassSchema()));
        try (ModelStore store = ModelStore.open(cluster.settings(), models, registry)) {
            store.publish(ToyModels.artefact("toy", 1, DIM, CODE));
        }
    }

    @AfterEach
    void close() {
        registry.close();
    }

    @Test
    void shouldGiveAConsumerTheProducersRecords() throws IOException {
        // given
        produce(latent(true), null);

        // when
        List<GenericRecord> read = read(Map.of(), 2);

        // then
        GenericRecord record = read.get(0);
        assertThat(record.getSchema()).isEqualTo(WRITTEN);
        assertThat(record.get("pump")).hasToString("p-7");
        assertThat(record.get("vector")).isEqualTo(floats(decoded()));
        assertThat(read.get(1)).isNull();
    }

    @Test
    void shouldGiveRecordsOfAGeneratedClass() throws IOException {
        // given
        produce(latent(true));

        // when
        List<VectorRecord> read = read(Map.of("narrows.record.class", VectorRecord.class.getName()), 1);

        // then
        assertThat(read.get(0)).isEqualTo(new VectorRecord(floats(decoded())));
    }

    @Test
    void shouldHandTheProducersValueToADeserializerOfAnyKind() throws IOException {
        // given
        produce(latent(true));

        // when
        List<byte[]> read = read(Map.of("narrows.record.deserializer", ByteArrayDeserializer.class.getName()), 1);

        // then
        assertThat(read.get(0)).isEqualTo(value(decoded()));
    }

    @Test
    void shouldNameTheRecordThatCarriesNone() throws IOException {
        // given
        produce(latent(false));

        // when
        RecordDeserializationException failure =
                catchThrowableOfType(RecordDeserializationException.class, () -> read(Map.of(), 1));

        // then
        assertThat(failure.offset()).isZero();
        assertThat(failure)
                .hasRootCauseMessage(
                        latents + ": a latent that carries no record (expected: written with record=whole)");
    }

    private float[] decoded() {
        return ToyModels.reconstruction(1, DIM, ToyModels.code(1, CODE, vector));
    }

    private byte[] latent(boolean carries) throws IOException {
        byte[] frame = carries
                ? VectorReader.of(VectorFormat.AVRO, "vector", registry)
                        .carrying()
                        .frame(ByteBuffer.wrap(value(vector)), false)
                : null;
        return writer.write(1, ByteBuffer.wrap(ToyModels.code(1, CODE, vector)), 0, CODE, 0, 0, frame);
    }

    private byte[] value(float[] values) throws IOException {
        GenericRecord record = new GenericData.Record(WRITTEN);
        record.put("pump", "p-7");
        record.put("vector", floats(values));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] header = new byte[WireFormat.HEADER_BYTES];
        WireFormat.writeHeader(header, registry.register("pumps-" + latents, WRITTEN));
        bytes.write(header);
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        new GenericDatumWriter<GenericRecord>(WRITTEN).write(record, encoder);
        encoder.flush();
        return bytes.toByteArray();
    }

    private static List<Float> floats(float[] values) {
        List<Float> floats = new ArrayList<>();
        for (float value : values) {
            floats.add(value);
        }
        return floats;
    }

    private void produce(byte[]... values) {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (byte[] value : values) {
            records.add(new ProducerRecord<>(latents, value));
        }
        cluster.records().send(records);
    }

    private <T> List<T> read(Map<String, String> settings, int count) {
        Properties properties = new Properties();
        properties.putAll(Map.of(
                "bootstrap.servers", cluster.bootstrapServers(),
                "schema.registry.url", cluster.registryUrl(),
                "narrows.model.name", "toy",
                "narrows.models.topic", models,
                "group.id", cluster.newName("group"),
                "auto.offset.reset", "earliest",
                "key.deserializer", ByteArrayDeserializer.class.getName(),
                "value.deserializer", RestoringDeserializer.class.getName()));
        properties.putAll(settings);
        List<T> read = new ArrayList<>();
        try (KafkaConsumer<byte[], T> consumer = new KafkaConsumer<>(properties)) {
            consumer.subscribe(List.of(latents));
            await().atMost(Duration.ofSeconds(30)).until(() -> {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> read.add(record.value()));
                return read.size() >= count;
            });
        }
        return read;
    }
}
