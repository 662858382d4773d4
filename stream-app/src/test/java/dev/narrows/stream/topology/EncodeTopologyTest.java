package dev.narrows.stream.topology;

import static dev.narrows.stream.fixture.Inputs.anomalous;
import static dev.narrows.stream.fixture.Inputs.bytes;
import static dev.narrows.stream.fixture.Inputs.normal;
import static dev.narrows.stream.fixture.Inputs.raw;
import static dev.narrows.stream.fixture.Inputs.record;
import static dev.narrows.stream.fixture.Inputs.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.narrows.schemas.AnomalyAlert;
import dev.narrows.schemas.Latent;
import dev.narrows.schemas.ModelManifest;
import dev.narrows.schemas.model.ModelArtefact;
import dev.narrows.schemas.model.ToyModels;
import dev.narrows.schemas.onnx.OnnxModel;
import dev.narrows.schemas.onnx.session.OnnxSettings;
import dev.narrows.stream.fixture.DrivenTopology;
import dev.narrows.stream.fixture.Inputs;
import dev.narrows.stream.route.RecordLimits;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EncodeTopologyTest {

    private final DrivenTopology topology = DrivenTopology.raw();

    @AfterEach
    void close() {
        topology.close();
    }

    @Test
    void shouldTurnABatchIntoLatentsInOrder() throws IOException {
        // given
        List<ConsumerRecord<byte[], ByteBuffer>> batch = new ArrayList<>();
        for (int i = 0; i < 11; i++) {
            batch.add(record(i, raw(normal(i))));
        }

        // when
        topology.poll(batch);

        // then
        List<TestRecord<byte[], byte[]>> latents = topology.latents();
        assertThat(latents).hasSize(11);
        for (int i = 0; i < 11; i++) {
            assertThat(text(latents.get(i).key())).isEqualTo("k" + i);
            assertThat(latents.get(i).timestamp()).isEqualTo(Inputs.TIME + i);
            assertThat(header(latents.get(i).headers(), "trace")).isEqualTo("t" + i);
            assertThat(latent(latents.get(i)).getCode()).isEqualTo(code(1, normal(i)));
        }
        assertThat(topology.alerts()).isEmpty();
        assertThat(topology.deadLetters()).isEmpty();
    }

    @Test
    void shouldRunTheModelOnceForEachSliceAndTellOneTallyForTheBatch() {
        // given
        List<ConsumerRecord<byte[], ByteBuffer>> batch = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            batch.add(record(i, raw(normal(i))));
        }

        // when
        topology.poll(batch);

        // then
        int latentBytes = topology.latents().get(0).value().length;
        assertThat(topology.batches())
                .containsExactly(new DrivenTopology.Batch(9, 9, 0, 9 * 4 * Inputs.DIM, 9L * latentBytes, 3, 0));
    }

    @Test
    void shouldEncodeARecordThatPassesUnpacked() throws IOException {
        // given
        ConsumerRecord<byte[], ByteBuffer> alone = record(0, raw(normal(3)));

        // when
        topology.alone(alone);

        // then
        assertThat(topology.latents()).singleElement().satisfies(latent -> {
            assertThat(latent.key()).isEqualTo(alone.key());
            assertThat(latent.timestamp()).isEqualTo(alone.timestamp());
            assertThat(header(latent.headers(), "trace")).isEqualTo("t0");
            assertThat(latent(latent).getCode()).isEqualTo(code(1, normal(3)));
        });
    }

    @Test
    void shouldGiveAnAnomalousVectorALatentAndAnAlert() throws IOException {
        // when
        topology.poll(record(0, raw(normal(1))), record(1, raw(anomalous())), record(2, raw(normal(2))));

        // then
        assertThat(topology.latents()).extracting(latent -> text(latent.key())).containsExactly("k0", "k1", "k2");
        TestRecord<byte[], byte[]> record = topology.alerts().get(0);
        AnomalyAlert alert = read(record, new SpecificDatumReader<>(AnomalyAlert.class), DrivenTopology.ALERT_SCHEMA);
        assertThat(text(record.key())).isEqualTo("k1");
        assertThat(record.timestamp()).isEqualTo(Inputs.TIME + 1);
        assertThat(alert.getTopic()).isEqualTo(Inputs.TOPIC);
        assertThat(alert.getPartition()).isZero();
        assertThat(alert.getOffset()).isEqualTo(1);
        assertThat(alert.getModelName()).isEqualTo("default");
        assertThat(alert.getModelVersion()).isEqualTo(1);
        assertThat(alert.getError()).isGreaterThan(alert.getThreshold());
        assertThat(alert.getScore()).isGreaterThan(3);
        assertThat(alert.getContributions()).hasSize(5);
        assertThat(alert.getVector()).isNull();
    }

    @Test
    void shouldCallTheFeaturesOfAnAlertAsTheTrainingDataDid() throws IOException {
        // given
        List<String> names =
                IntStream.range(0, Inputs.DIM).mapToObj(i -> "sensor " + i).toList();
        ModelArtefact plain = ToyModels.artefact("default", 2, Inputs.DIM, Inputs.CODE_BYTES);
        ModelManifest.Builder named =
                ToyModels.draft("default", 2, Inputs.DIM, Inputs.CODE_BYTES).setFeatureNames(names);
        topology.slot()
                .serve(OnnxModel.load(ModelArtefact.of(named, plain.encoder(), plain.decoder()), OnnxSettings.cpu()));

        // when
        topology.poll(record(0, raw(anomalous())));

        // then
        AnomalyAlert alert = read(
                topology.alerts().get(0), new SpecificDatumReader<>(AnomalyAlert.class), DrivenTopology.ALERT_SCHEMA);
        assertThat(alert.getContributions())
                .hasSize(5)
                .allSatisfy(each -> assertThat(each.getName()).isEqualTo("sensor " + each.getFeature()));
    }

    @Test
    void shouldKeepTheOrderOfGoodRecordsAmongBadOnes() throws IOException {
        // given
        List<ConsumerRecord<byte[], ByteBuffer>> batch = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            batch.add(record(i, i % 3 == 1 ? bytes("bad" + i) : raw(normal(i))));
        }

        // when
        topology.poll(batch);

        // then
        List<TestRecord<byte[], byte[]>> latents = topology.latents();
        assertThat(latents)
                .extracting(latent -> text(latent.key()))
                .containsExactly("k0", "k2", "k3", "k5", "k6", "k8", "k9", "k11", "k12", "k14", "k15", "k17", "k18");
        for (TestRecord<byte[], byte[]> latent : latents) {
            int i = Integer.parseInt(text(latent.key()).substring(1));
            assertThat(latent(latent).getCode()).isEqualTo(code(1, normal(i)));
        }
        assertThat(topology.deadLetters())
                .extracting(letter -> text(letter.value()))
                .containsExactly("bad1", "bad4", "bad7", "bad10", "bad13", "bad16", "bad19");
    }

    @Test
    void shouldNotRunTheModelOverABatchWithoutAUsableVector() {
        // when
        topology.poll(record(0, bytes("bad")), record(1, null));

        // then
        assertThat(topology.latents()).isEmpty();
        assertThat(topology.deadLetters()).hasSize(2);
        assertThat(topology.batches()).containsExactly(new DrivenTopology.Batch(2, 0, 0, 3, 0, 0, 0));
    }

    @Test
    void shouldEncodeWithTheNewModelFromTheNextBatchOn() throws IOException {
        // given
        topology.poll(record(0, raw(normal(0))), record(1, raw(normal(1))));
        topology.slot().serve(DrivenTopology.toy(2));

        // when
        topology.poll(record(2, raw(normal(2))), record(3, raw(normal(3))));

        // then
        List<TestRecord<byte[], byte[]>> latents = topology.latents();
        assertThat(latent(latents.get(1)).getModelVersion()).isEqualTo(1);
        assertThat(latent(latents.get(2)).getModelVersion()).isEqualTo(2);
        assertThat(latent(latents.get(2)).getCode()).isEqualTo(code(2, normal(2)));
    }

    @Test
    void shouldStampARecordWithoutATimeWithThatOfItsBatch() {
        // when
        topology.poll(record(0, 0, -1, raw(normal(0))), record(0, 1, Inputs.TIME, raw(normal(1))));

        // then
        assertThat(topology.latents()).extracting(TestRecord::timestamp).containsExactly(Inputs.TIME, Inputs.TIME);
    }

    @Test
    void shouldCommitNothingUnfinishedWhereThereIsNoRecordCache() {
        // given
        List<ConsumerRecord<byte[], ByteBuffer>> batch = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            batch.add(record(i, raw(normal(i))));
        }

        // when
        try (DrivenTopology uncached = DrivenTopology.of(
                Map.of("input.format", "raw", "encode.threads", "1", "kafka.statestore.cache.max.bytes", "0"),
                null,
                RecordLimits.NONE,
                new DrivenTopology.Waits())) {
            uncached.poll(batch);

            // then
            assertThat(uncached.latents()).hasSize(400);
        }
    }

    private static Latent latent(TestRecord<byte[], byte[]> record) throws IOException {
        return read(record, new SpecificDatumReader<>(Latent.class), DrivenTopology.LATENT_SCHEMA);
    }

    private static <T extends SpecificRecord> T read(
            TestRecord<byte[], byte[]> record, SpecificDatumReader<T> reader, int schema) throws IOException {
        ByteBuffer value = ByteBuffer.wrap(record.value());
        assertThat(value.get()).isZero();
        assertThat(value.getInt()).isEqualTo(schema);
        BinaryDecoder decoder =
                DecoderFactory.get().binaryDecoder(value.array(), value.position(), value.remaining(), null);
        return reader.read(null, decoder);
    }

    private static ByteBuffer code(int version, float[] vector) {
        return ByteBuffer.wrap(ToyModels.code(version, Inputs.CODE_BYTES, vector));
    }

    private static String header(Headers headers, String key) {
        return text(headers.lastHeader(key).value());
    }
}
