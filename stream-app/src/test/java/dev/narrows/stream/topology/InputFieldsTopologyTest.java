package dev.narrows.stream.topology;

import static dev.narrows.stream.fixture.Inputs.normal;
import static dev.narrows.stream.fixture.Inputs.raw;
import static dev.narrows.stream.fixture.Inputs.record;
import static org.assertj.core.api.Assertions.assertThat;

import dev.narrows.stream.fixture.DrivenTopology;
import dev.narrows.stream.fixture.Inputs;
import dev.narrows.stream.route.RecordLimits;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InputFieldsTopologyTest {

    @Test
    void shouldEncodeFieldsOfANumberEachAsTheVectorThatTheyAre() {
        // given
        float[] vector = normal(1);
        String json = IntStream.range(0, Inputs.DIM)
                .mapToObj(i -> "\"c" + i + "\": " + vector[i])
                .collect(Collectors.joining(", ", "{\"id\": 7, ", "}"));
        String names = IntStream.range(0, Inputs.DIM).mapToObj(i -> "c" + i).collect(Collectors.joining(","));

        // when
        byte[] named =
                latent(Map.of("input.format", "json", "input.fields", names), json.getBytes(StandardCharsets.UTF_8));

        // then
        assertThat(named).isEqualTo(latent(Map.of("input.format", "raw"), raw(vector)));
    }

    private static byte[] latent(Map<String, String> settings, byte[] value) {
        try (DrivenTopology topology =
                DrivenTopology.of(settings, null, RecordLimits.NONE, new DrivenTopology.Waits())) {
            topology.poll(record(0, value));
            return topology.latents().get(0).value();
        }
    }
}
