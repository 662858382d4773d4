package dev.narrows.schemas.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.narrows.schemas.AnomalyAlert;
import dev.narrows.schemas.Contribution;
import dev.narrows.schemas.Latent;
import dev.narrows.schemas.ModelChunk;
import dev.narrows.schemas.Rollout;
import dev.narrows.schemas.RolloutStage;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class RecordSerdeTest {

    private static final Rollout ROLLOUT = Rollout.newBuilder()
            .setModelName("digits")
            .setStableVersion(3)
            .setStage(RolloutStage.SHADOW)
            .setReason("because")
            .setChangedAt(Instant.parse("2026-01-02T03:04:05.678Z"))
            .setPreviousVersion(2)
            .build();

    private final FakeRegistryServer server = FakeRegistryServer.start();
    private final SchemaRegistry registry = server.connect();

    @AfterEach
    void close() {
        registry.close();
        server.close();
    }

    @Test
    void shouldReadBackWhatItWrote() {
        // given
        AnomalyAlert alert = AnomalyAlert.newBuilder()
                .setTopic("vectors")
                .setPartition(1)
                .setOffset(2)
                .setModelName("digits")
                .setModelVersion(3)
                .setError(0.5f)
                .setThreshold(0.25f)
                .setScore(4)
                .setPValue(1e-4)
                .setContributions(List.of(new Contribution(7, 0.75f, "cpu")))
                .setVector(List.of(1f, 2f))
                .build();

        // when
        AnomalyAlert alertBack = roundTrip(alert);
        Rollout rolloutBack = roundTrip(ROLLOUT);

        // then
        assertThat(alertBack).isEqualTo(alert);
        assertThat(rolloutBack).isEqualTo(ROLLOUT);
    }

    @Test
    void shouldTellTheRecordsOfAUnionApart() {
        // given
        Schema either = Schema.createUnion(ModelChunk.getClassSchema(), Rollout.getClassSchema());
        RecordSerializer<SpecificRecord> serializer = new RecordSerializer<>(registry, either);
        RecordDeserializer<SpecificRecord> deserializer = new RecordDeserializer<>(registry, either);
        ModelChunk chunk = new ModelChunk(ByteBuffer.wrap(new byte[] {1, 2, 3}));

        // when
        SpecificRecord first = deserializer.deserialize("models", serializer.serialize("models", chunk));
        SpecificRecord second = deserializer.deserialize("models", serializer.serialize("models", ROLLOUT));

        // then
        assertThat(first).isEqualTo(chunk);
        assertThat(second).isEqualTo(ROLLOUT);
    }

    @Test
    void shouldReadARecordOfAnOlderSchema() {
        // given
        Schema older = new Schema.Parser().parse("""
                        {"type": "record", "name": "Latent", "namespace": "dev.narrows.schemas", "fields": [
                          {"name": "modelVersion", "type": "int"},
                          {"name": "code", "type": "bytes"},
                          {"name": "error", "type": "float"}]}""");
        byte[] value = {0, 0, 0, 0, (byte) registry.register("latents", older), 6, 4, 8, 9, 0, 0, 0, 0x40};

        // when
        Latent latent = new RecordDeserializer<Latent>(registry, Latent.getClassSchema()).deserialize("latents", value);

        // then
        assertThat(latent).isEqualTo(new Latent(3, ByteBuffer.wrap(new byte[] {8, 9}), 2f, null, 0, null));
    }

    @Test
    void shouldPassNullThrough() {
        assertThat(new RecordSerializer<Rollout>(registry, Rollout.getClassSchema()).serialize("rollouts", null))
                .isNull();
        assertThat(new RecordDeserializer<Rollout>(registry, Rollout.getClassSchema()).deserialize("rollouts", null))
                .isNull();
    }

    @Test
    void shouldRefuseBytesThatAreNoSuchRecord() {
        // given
        RecordDeserializer<Rollout> deserializer = new RecordDeserializer<>(registry, Rollout.getClassSchema());
        byte[] whole = new RecordSerializer<Rollout>(registry, Rollout.getClassSchema()).serialize("rollouts", ROLLOUT);
        byte[] cut = java.util.Arrays.copyOf(whole, whole.length - 3);

        // then
        for (byte[] bad : List.of(new byte[0], new byte[] {1, 0, 0, 0, 1}, new byte[] {0, 0, 0, 0, 99, 1}, cut)) {
            assertThatThrownBy(() -> deserializer.deserialize("rollouts", bad))
                    .isInstanceOf(SerializationException.class)
                    .hasMessageContaining("rollouts")
                    .hasMessageContaining("expected: Rollout");
        }
    }

    @Test
    void shouldNameTheRecordThatDoesNotFit() {
        RecordSerializer<ModelChunk> serializer = new RecordSerializer<>(registry, ModelChunk.getClassSchema());

        assertThatThrownBy(() -> serializer.serialize("models", new ModelChunk(null)))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("ModelChunk");
    }

    private <T extends SpecificRecord> T roundTrip(T value) {
        byte[] bytes = new RecordSerializer<T>(registry, value.getSchema()).serialize("topic", value);
        return new RecordDeserializer<T>(registry, value.getSchema()).deserialize("topic", bytes);
    }
}
