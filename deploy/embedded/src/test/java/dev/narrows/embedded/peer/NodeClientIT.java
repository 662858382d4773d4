package dev.narrows.embedded.peer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.narrows.embedded.fixture.OnCluster;
import dev.narrows.embedded.fixture.TestCluster;
import dev.narrows.schemas.Latent;
import dev.narrows.schemas.ModelManifest;
import dev.narrows.schemas.VectorRecord;
import dev.narrows.schemas.fidelity.CorrectionReader;
import dev.narrows.schemas.fidelity.Corrector;
import dev.narrows.schemas.fidelity.Fidelity;
import dev.narrows.schemas.fidelity.LearnedFit;
import dev.narrows.schemas.fidelity.Training;
import dev.narrows.schemas.latent.LatentWriter;
import dev.narrows.schemas.model.ModelArtefact;
import dev.narrows.schemas.model.ToyModels;
import dev.narrows.schemas.registry.RecordSerializer;
import dev.narrows.schemas.registry.SchemaRegistry;
import dev.narrows.schemas.store.ModelStore;
import dev.narrows.schemas.vector.VectorFormat;
import dev.narrows.schemas.vector.VectorReader;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/** {@code deploy/clients/node} gets every bit that {@link CorrectionReader} gets, from the topics alone. */
@OnCluster
class NodeClientIT {

    private static final int DIM = 24;
    private static final int ROWS = 60;
    private static final List<Float> CARRIED =
            IntStream.range(0, DIM).mapToObj(i -> i / 7f).toList();

    private final Random random = new Random(11);

    @Test
    void shouldGiveTheBitsThatJavaGivesForEveryPromise(TestCluster cluster) throws Exception {
        // given
        NodePeer.assumeInstalled();
        String topic = cluster.createTopic("node-client", 1);
        KeyPair keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        Fidelity bounded = Fidelity.bounded(Fidelity.Unit.RANGE, 0.01);
        Training plain = new Training(Collections.nCopies(DIM, -1f), Collections.nCopies(DIM, 1f), List.of());
        byte[] learned =
                LearnedFit.fit(bounded, plain, rows(1_000, false), 1_000, DIM).orElseThrow();
        Training training = new Training(plain.lows(), plain.highs(), List.of(ByteBuffer.wrap(learned)));
        List<byte[]> corrections = new ArrayList<>();
        corrections.addAll(correct(new Corrector(bounded, DIM, training), rows(ROWS, false)));
        corrections.addAll(correct(new Corrector(bounded, DIM, plain), rows(ROWS, false)));
        corrections.addAll(correct(new Corrector(Fidelity.LOSSLESS, DIM, plain), rows(ROWS, false)));
        corrections.addAll(correct(new Corrector(Fidelity.LOSSLESS, DIM, plain), rows(ROWS, true)));

        // when
        List<String> lines;
        byte[] carried;
        try (SchemaRegistry registry = SchemaRegistry.connect(cluster.settings())) {
            try (ModelStore store = ModelStore.open(cluster.settings(), topic + "-models", registry)) {
                store.publish(model(training).signed(keys));
            }
            LatentWriter writer = new LatentWriter(registry.register(topic, Latent.getClassSchema()));
            List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
            for (byte[] each : corrections) {
                records.add(new ProducerRecord<>(topic, writer.writeCorrected(1, 0, each, 0)));
            }
            carried = new RecordSerializer<VectorRecord>(registry, VectorRecord.getClassSchema())
                    .serialize("vectors-of-" + topic, new VectorRecord(CARRIED));
            corrections.add(correct(new Corrector(Fidelity.LOSSLESS, DIM, plain), rows(CARRIED))
                    .get(0));
            byte[] frame = VectorReader.of(VectorFormat.AVRO, "vector", registry)
                    .carrying()
                    .frame(ByteBuffer.wrap(carried), true);
            records.add(new ProducerRecord<>(
                    topic, writer.writeCorrected(1, 0, corrections.get(corrections.size() - 1), 0, frame)));
            cluster.records().send(records, Map.of());
            lines = NodePeer.decode(cluster, topic, topic + "-models", "toy", corrections.size(), pem(keys));
        }

        // then
        CorrectionReader reader = new CorrectionReader(DIM, training);
        assertThat(lines).hasSize(corrections.size());
        for (int i = 0; i < lines.size(); i++) {
            JsonNode line = new ObjectMapper().readTree(lines.get(i));
            float[] expected = reader.read(corrections.get(i));
            assertThat(line.get("kept").asBoolean()).isTrue();
            for (int feature = 0; feature < DIM; feature++) {
                assertThat(line.get("bits").get(feature).asInt())
                        .as("record %d, feature %d", i, feature)
                        .isEqualTo(Float.floatToRawIntBits(expected[feature]));
            }
        }
        JsonNode last = new ObjectMapper().readTree(lines.get(lines.size() - 1));
        assertThat(last.get("value").asText()).isEqualTo(HexFormat.of().formatHex(carried));
        assertThat(last.get("record").get("vector").get(1).floatValue()).isEqualTo(CARRIED.get(1));
    }

    private static float[] rows(List<Float> each) {
        float[] rows = new float[ROWS * DIM];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = each.get(i % DIM);
        }
        return rows;
    }

    private static ModelArtefact model(Training training) {
        ModelArtefact toy = ToyModels.artefact("toy", 1, DIM, 4);
        return ModelArtefact.of(
                ModelManifest.newBuilder(toy.manifest())
                        .setFeatureLows(training.lows())
                        .setFeatureHighs(training.highs())
                        .setCorrectors(training.correctors()),
                toy.encoder(),
                toy.decoder());
    }

    private static String pem(KeyPair keys) {
        return "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getEncoder().encodeToString(keys.getPublic().getEncoded()) + "\n-----END PUBLIC KEY-----\n";
    }

    private static List<byte[]> correct(Corrector corrector, float[] rows) {
        byte[][] corrections = new byte[ROWS][];
        corrector.correct(FloatBuffer.wrap(rows), IntStream.range(0, ROWS).toArray(), ROWS, corrections);
        return List.of(corrections);
    }

    /** Waves, some values of which are far off; or any bits at all. */
    private float[] rows(int count, boolean bits) {
        float[] values = new float[count * DIM];
        double phase = 0;
        for (int i = 0; i < values.length; i++) {
            phase = i % DIM == 0 ? random.nextDouble() * 6 : phase + 0.2;
            float wave = (float) Math.sin(phase);
            values[i] = random.nextInt(200) == 0 ? (float) (random.nextGaussian() * 1e6) : wave;
            values[i] = bits ? Float.intBitsToFloat(random.nextInt()) : values[i];
        }
        return values;
    }
}
