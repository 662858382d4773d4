package dev.narrows.schemas.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.narrows.schemas.model.ModelArtefact;
import dev.narrows.schemas.model.ToyModels;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class EncodingSerializerTest {

    private static final int DIM = 8;
    private static final int CODE = 4;
    private static final int LATENT_SCHEMA = 3;
    private static final ModelArtefact TOY = ToyModels.artefact("default", 1, DIM, CODE);

    private final EncodingSerializer<Object> serializer = new EncodingSerializer<>(
            (settings, topic) -> VectorEncoder.of(EncoderSettings.of(settings), LATENT_SCHEMA, TOY));

    @AfterEach
    void close() {
        serializer.close();
    }

    @Test
    void shouldTakeFloatsAndTheirBytes() {
        // given
        serializer.configure(Map.of(), false);
        float[] vector = ToyModels.normal(DIM, CODE, new Random(1));
        ByteBuffer bytes = ByteBuffer.allocate(DIM * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(vector);

        // when
        byte[] ofFloats = serializer.serialize("latents", vector);
        byte[] ofBytes = serializer.serialize("latents", bytes.array());

        // then
        assertThat(ofFloats).isEqualTo(ofBytes).hasSizeLessThan(DIM * Float.BYTES);
        assertThat(serializer.serialize("latents", null)).isNull();
    }

    @Test
    void shouldMarkAnomalousRecordsWhereAskedTo() {
        // given
        serializer.configure(Map.of("narrows.anomaly.header", "unusual"), false);
        Headers ofNormal = new RecordHeaders();
        Headers ofAnomalous = new RecordHeaders();

        // when
        serializer.serialize("latents", ofNormal, ToyModels.normal(DIM, CODE, new Random(1)));
        serializer.serialize("latents", ofAnomalous, ToyModels.anomalous(DIM, CODE));

        // then
        assertThat(ofNormal).isEmpty();
        float error =
                Float.parseFloat(new String(ofAnomalous.lastHeader("unusual").value(), StandardCharsets.UTF_8));
        assertThat(error).isGreaterThan(ToyModels.THRESHOLD);
    }

    @Test
    void shouldTakeARecordThatIsSentAgain() {
        // given: Kafka's producer lets nobody write to the headers of a record that it has sent
        serializer.configure(Map.of("narrows.anomaly.header", "unusual"), false);
        RecordHeaders headers = new RecordHeaders();
        headers.add("unusual", "of the record before".getBytes(StandardCharsets.UTF_8));
        float[] vector = ToyModels.anomalous(DIM, CODE);
        byte[] first = serializer.serialize("latents", headers, vector);
        headers.setReadOnly();

        // when
        byte[] again = serializer.serialize("latents", headers, vector);

        // then
        assertThat(again).isEqualTo(first);
        assertThat(headers.headers("unusual")).hasSize(1);
    }

    @Test
    void shouldRefuseWhatIsNoVector() {
        // given
        serializer.configure(Map.of(), false);

        // then
        assertThatThrownBy(() -> serializer.serialize("latents", new float[3]))
                .isInstanceOf(SerializationException.class)
                .hasMessage("latents: vector: 3 values (expected: 8)");
        assertThatThrownBy(() -> serializer.serialize("latents", new byte[33]))
                .isInstanceOf(SerializationException.class)
                .hasMessageStartingWith("latents: 33 bytes (expected:");
        assertThatThrownBy(() -> serializer.serialize("latents", "text"))
                .isInstanceOf(SerializationException.class)
                .hasMessageStartingWith("latents: java.lang.String (expected:");
    }

    @Test
    void shouldRefuseSettingsThatCannotBe() {
        assertRefused("narrows.modle.name", "m", "narrows.modle.name: unknown (expected: one of [narrows.");
        assertRefused("narrows.fidelity", "exact", "fidelity: exact (expected: lossy, bounded or lossless)");
        assertRefused("narrows.fidelity", "bounded", "fidelity.bound: [] (expected:");
        assertRefused("narrows.exact.on.anomaly", "yes", "narrows.exact.on.anomaly: yes (expected: true or false)");
        assertThatThrownBy(() -> serializer.configure(Map.of(), true)).isInstanceOf(ConfigException.class);
        assertThatThrownBy(() -> serializer.serialize("latents", new float[DIM]))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void shouldBeOneHalfOfASerdeThatTakesTheSettingsOfBoth() {
        // given
        Map<String, String> settings = new HashMap<>(Map.of(
                "bootstrap.servers", "localhost:1",
                "schema.registry.url", "http://localhost:1",
                "narrows.decode.max.models", "3",
                "narrows.fidelity", "lossless"));
        try (VectorSerde serde = new VectorSerde()) {
            // when
            serde.configure(settings, false);

            // then
            assertThat(serde.serializer().serialize("latents", null)).isNull();
            assertThat(serde.deserializer().deserialize("latents", null)).isNull();
            settings.put("narrows.decode.max.modles", "3");
            assertThatThrownBy(() -> serde.configure(settings, false))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageStartingWith("narrows.decode.max.modles: unknown");
        }
    }

    private void assertRefused(String key, String value, String message) {
        assertThatThrownBy(() -> serializer.configure(Map.of(key, value), false))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith(message);
    }
}
