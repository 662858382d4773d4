package dev.narrows.stream.topology;

import static dev.narrows.stream.fixture.Inputs.anomalous;
import static dev.narrows.stream.fixture.Inputs.normal;
import static dev.narrows.stream.fixture.Inputs.raw;
import static dev.narrows.stream.fixture.Inputs.record;
import static org.assertj.core.api.Assertions.assertThat;

import dev.narrows.schemas.encode.EncodedVector;
import dev.narrows.schemas.encode.EncoderSettings;
import dev.narrows.schemas.encode.VectorEncoder;
import dev.narrows.schemas.model.ToyModels;
import dev.narrows.stream.fixture.DrivenTopology;
import dev.narrows.stream.fixture.Inputs;
import dev.narrows.stream.route.RecordLimits;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a producer encodes by itself is what the service makes of its vectors. */
class EncodingSerializerTopologyTest {

    static Stream<Map<String, String>> fidelities() {
        return Stream.of(
                Map.of(),
                Map.of("fidelity", "bounded", "fidelity.bound", "0.01", "fidelity.bound.unit", "absolute"),
                Map.of("fidelity", "lossless"),
                Map.of("exact.on.anomaly", "true"));
    }

    @ParameterizedTest
    @MethodSource("fidelities")
    void shouldMakeTheSameBytesOfRecordsThatComeOneByOne(Map<String, String> fidelity) {
        // given
        List<float[]> vectors = List.of(normal(1), normal(2), anomalous(), normal(3));

        // when
        List<byte[]> byService = byService(fidelity, 1, vectors);
        List<byte[]> byProducer = byProducer(fidelity, 1, vectors);

        // then
        assertThat(byProducer).containsExactlyElementsOf(byService);
    }

    @ParameterizedTest
    @MethodSource("fidelities")
    void shouldMakeTheSameBytesOfABatch(Map<String, String> fidelity) {
        // given
        List<float[]> vectors = List.of(normal(1), normal(2), anomalous(), normal(3));

        // when
        List<byte[]> byService = byService(fidelity, 4, vectors);
        List<byte[]> byProducer = byProducer(fidelity, 4, vectors);

        // then
        assertThat(byProducer).containsExactlyElementsOf(byService);
    }

    private static List<byte[]> byService(Map<String, String> fidelity, int together, List<float[]> vectors) {
        Map<String, String> settings = new HashMap<>(fidelity);
        settings.put("input.format", "raw");
        try (DrivenTopology topology =
                DrivenTopology.of(settings, null, RecordLimits.NONE, new DrivenTopology.Waits())) {
            for (int from = 0; from < vectors.size(); from += together) {
                List<ConsumerRecord<byte[], ByteBuffer>> polled = new ArrayList<>();
                for (int i = from; i < from + together; i++) {
                    polled.add(record(i, raw(vectors.get(i))));
                }
                topology.poll(polled);
            }
            return topology.latents().stream().map(record -> record.value()).toList();
        }
    }

    private static List<byte[]> byProducer(Map<String, String> fidelity, int together, List<float[]> vectors) {
        Map<String, String> settings = new HashMap<>();
        fidelity.forEach((key, value) -> settings.put("narrows." + key, value));
        settings.put("narrows.encode.max.batch", Integer.toString(together));
        try (VectorEncoder encoder = VectorEncoder.of(
                EncoderSettings.of(settings),
                DrivenTopology.LATENT_SCHEMA,
                ToyModels.artefact("default", 1, Inputs.DIM, Inputs.CODE_BYTES))) {
            return encoder.encode(vectors).stream()
                    .map(each -> ((EncodedVector.Value) each).latent())
                    .toList();
        }
    }
}
