package dev.narrows.embedded.peer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.narrows.embedded.fixture.OnCluster;
import dev.narrows.embedded.fixture.TestCluster;
import dev.narrows.schemas.Latent;
import dev.narrows.schemas.latent.LatentReader;
import dev.narrows.schemas.latent.LatentView;
import dev.narrows.schemas.latent.LatentWriter;
import dev.narrows.schemas.model.ModelArtefact;
import dev.narrows.schemas.model.ToyModels;
import dev.narrows.schemas.registry.SchemaRegistry;
import dev.narrows.schemas.store.ModelStore;
import dev.narrows.schemas.vector.VectorFormat;
import dev.narrows.schemas.vector.VectorReader;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that know nothing of us read our latents and write vectors that we read. */
@OnCluster
class ForeignPeersIT {

    private static final int COUNT = 20;
    private static final int CODE_BYTES = 64;
    private static final int MODEL_VERSION = 3;

    private TestCluster cluster;
    private SchemaRegistry registry;
    private String topic;

    @BeforeEach
    void open(TestCluster given) {
        cluster = given;
        topic = cluster.createTopic("peers", 1);
        registry = SchemaRegistry.connect(cluster.settings());
    }

    @AfterEach
    void close() {
        registry.close();
    }

    @Test
    void shouldLetKcatReadLatents() {
        // given
        Command.assumePresent("kcat");
        writeLatents();

        // when
        List<byte[]> values = framed(kcat("-f", "%R%s").output());

        // then
        LatentReader reader = new LatentReader(registry);
        assertThat(values).hasSize(COUNT);
        for (int i = 0; i < COUNT; i++) {
            LatentView latent = reader.read(values.get(i));
            assertThat(latent.modelVersion()).isEqualTo(MODEL_VERSION);
            assertThat(latent.code()).isEqualTo(code(i));
            assertThat(latent.error()).isEqualTo(error(i));
        }
    }

    @Test
    void shouldLetKcatSeeTheWireFormat() {
        // given
        Command.assumePresent("kcat");
        writeLatents();
        int schemaId = registry.register(topic, Latent.getClassSchema());

        // when: magic byte, big-endian schema id
        String line = kcat("-c", "1", "-s", "value=>bI", "-f", "%s").text();

        // then
        assertThat(line).isEqualTo("0" + schemaId);
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "lz4"})
    void shouldLetAnotherLanguageReadLatentsThroughTheRegistry(String compression) throws Exception {
        // given
        NodePeer.assumeInstalled();
        writeLatents(Map.of("compression.type", compression, "linger.ms", "200"));

        // when
        List<String> lines = NodePeer.run("read", cluster, topic, COUNT);

        // then
        ObjectMapper json = new ObjectMapper();
        assertThat(lines).hasSize(COUNT);
        for (int i = 0; i < COUNT; i++) {
            JsonNode latent = json.readTree(lines.get(i));
            assertThat(latent.get("key").asText()).isEqualTo("key-" + i);
            assertThat(latent.get("modelVersion").asInt()).isEqualTo(MODEL_VERSION);
            assertThat(latent.get("code").asText()).isEqualTo(HexFormat.of().formatHex(code(i)));
            assertThat((float) latent.get("error").asDouble()).isEqualTo(error(i));
            assertThat(latent.get("correction").isNull()).isTrue();
        }
    }

    @Test
    void shouldLetAnotherLanguagePutADecoderTogetherAsTheContractSays() throws Exception {
        // given
        NodePeer.assumeInstalled();
        ModelArtefact published = ToyModels.artefact("toy", 1, 3_000, CODE_BYTES);
        try (ModelStore store = ModelStore.open(cluster.settings(), topic + "-models", registry)) {
            store.publish(published);
        }

        // when
        JsonNode model = new ObjectMapper()
                .readTree(NodePeer.run("model", cluster, topic + "-models", "toy/1")
                        .get(0));

        // then
        assertThat(model.get("inputDim").asInt()).isEqualTo(3_000);
        assertThat(model.get("codeBytes").asInt()).isEqualTo(CODE_BYTES);
        assertThat(model.get("chunks").asInt()).isGreaterThan(1);
        assertThat(model.get("bytes").asInt()).isEqualTo(published.decoder().length);
        assertThat(model.get("sha256").asText())
                .isEqualTo(model.get("promised").asText())
                .isEqualTo(published.manifest().getDecoderGraph().getSha256());
    }

    @Test
    void shouldReadVectorsThatAnotherLanguageWrote() throws Exception {
        // given
        NodePeer.assumeInstalled();
        VectorReader reader = VectorReader.of(VectorFormat.AVRO, "vector", registry);

        // when
        NodePeer.run("write", cluster, topic, COUNT);

        // then
        List<ConsumerRecord<byte[], byte[]>> records = cluster.records().await(topic, COUNT, Duration.ofSeconds(30));
        for (int i = 0; i < COUNT; i++) {
            assertThat(reader.readAll(records.get(i).value())).containsExactly(i, i + 0.5f, -i - 1);
        }
    }

    private void writeLatents() {
        writeLatents(Map.of());
    }

    private void writeLatents(Map<String, String> producer) {
        LatentWriter writer = new LatentWriter(registry.register(topic, Latent.getClassSchema()));
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (int i = 0; i < COUNT; i++) {
            byte[] value = writer.write(MODEL_VERSION, ByteBuffer.wrap(code(i)), 0, CODE_BYTES, error(i));
            records.add(new ProducerRecord<>(topic, ("key-" + i).getBytes(UTF_8), value));
        }
        cluster.records().send(records, producer);
    }

    private static byte[] code(int index) {
        byte[] code = new byte[CODE_BYTES];
        for (int i = 0; i < CODE_BYTES; i++) {
            code[i] = (byte) (index * 31 + i * 7);
        }
        return code;
    }

    private static float error(int index) {
        return 1f / (index + 3);
    }

    private Command.Result kcat(String... more) {
        List<String> command = new ArrayList<>(
                List.of("kcat", "-C", "-q", "-e", "-o", "beginning", "-b", cluster.bootstrapServers(), "-t", topic));
        command.addAll(List.of(more));
        Command.Result result = Command.run(Path.of("."), command);
        assertThat(result.status()).as(result.errors()).isZero();
        return result;
    }

    /** Values, each after its length as four bytes, big-endian. */
    private static List<byte[]> framed(byte[] output) {
        ByteBuffer in = ByteBuffer.wrap(output);
        List<byte[]> values = new ArrayList<>();
        while (in.hasRemaining()) {
            byte[] value = new byte[in.getInt()];
            in.get(value);
            values.add(value);
        }
        return values;
    }
}
