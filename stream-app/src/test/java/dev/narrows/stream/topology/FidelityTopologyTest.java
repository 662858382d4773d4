package dev.narrows.stream.topology;

import static dev.narrows.stream.fixture.Inputs.anomalous;
import static dev.narrows.stream.fixture.Inputs.normal;
import static dev.narrows.stream.fixture.Inputs.raw;
import static dev.narrows.stream.fixture.Inputs.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.narrows.schemas.Latent;
import dev.narrows.schemas.fidelity.CorrectionReader;
import dev.narrows.schemas.fidelity.Training;
import dev.narrows.stream.fixture.DrivenTopology;
import dev.narrows.stream.fixture.Inputs;
import dev.narrows.stream.route.RecordLimits;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;

class FidelityTopologyTest {

    private static final int WIRE_HEADER = 5;

    @Test
    void shouldKeepEveryValueWithinTheBound() throws IOException {
        // given
        Map<String, String> settings =
                Map.of("fidelity", "bounded", "fidelity.bound", "0.01", "fidelity.bound.unit", "absolute");
        float[][] vectors = {normal(1), normal(2), anomalous(), {1e12f, -1e-40f, 0, -0f, 3, 4, 5, 1e9f}};

        // when
        List<Latent> latents = latents(settings, vectors);

        // then
        assertThat(latents).hasSize(vectors.length);
        for (int i = 0; i < vectors.length; i++) {
            assertThat(latents.get(i).getCode().remaining()).isZero();
            float[] back = vector(latents.get(i));
            for (int feature = 0; feature < Inputs.DIM; feature++) {
                assertThat(Math.abs((double) back[feature] - vectors[i][feature]))
                        .isLessThanOrEqualTo(0.01);
            }
        }
    }

    @Test
    void shouldKeepEveryBitWhereNothingMayBeLostAndNonFiniteValuesWhereAskedFor() throws IOException {
        // given
        Map<String, String> settings = Map.of("fidelity", "lossless", "fidelity.keep.non.finite", "true");
        float[][] vectors = {
            normal(1),
            {Float.NaN, Float.intBitsToFloat(0xffc00123), -0f, Float.MIN_VALUE, Float.POSITIVE_INFINITY, 1, 2, 3},
            anomalous()
        };

        // when
        List<Latent> latents = latents(settings, vectors);

        // then
        assertThat(latents).hasSize(vectors.length);
        for (int i = 0; i < vectors.length; i++) {
            assertThat(bits(vector(latents.get(i)))).isEqualTo(bits(vectors[i]));
        }
    }

    @Test
    void shouldKeepTheCodesOfUsualRecordsAndEveryBitOfAnomalousOnes() throws IOException {
        // when
        List<Latent> latents = latents(Map.of("exact.on.anomaly", "true"), normal(1), anomalous(), normal(2));

        // then
        assertThat(latents).extracting(each -> each.getCorrection() != null).containsExactly(false, true, false);
        assertThat(latents.get(0).getCode().remaining()).isEqualTo(Inputs.CODE_BYTES);
        assertThat(bits(vector(latents.get(1)))).isEqualTo(bits(anomalous()));
        assertThat(latents.get(1).getError()).isPositive();
    }

    @Test
    void shouldRefuseAModelThatDoesNotTellTheRangesThatTheBoundIsMeasuredIn() {
        // given
        Map<String, String> settings = Map.of("fidelity", "bounded", "fidelity.bound", "0.01");

        // when / then
        assertThatThrownBy(() -> latents(settings, normal(1))).hasMessageContaining("fidelity.bound.unit: range");
    }

    private static List<Latent> latents(Map<String, String> settings, float[]... vectors) throws IOException {
        Map<String, String> all = new TreeMap<>(settings);
        all.put("input.format", "raw");
        try (DrivenTopology topology = DrivenTopology.of(all, null, RecordLimits.NONE, new DrivenTopology.Waits())) {
            for (int i = 0; i < vectors.length; i++) {
                topology.poll(record(i, raw(vectors[i])));
            }
            List<Latent> latents = new ArrayList<>();
            for (TestRecord<byte[], byte[]> record : topology.latents()) {
                byte[] value = record.value();
                latents.add(new SpecificDatumReader<>(Latent.class)
                        .read(
                                null,
                                DecoderFactory.get()
                                        .binaryDecoder(value, WIRE_HEADER, value.length - WIRE_HEADER, null)));
            }
            return latents;
        }
    }

    private static float[] vector(Latent latent) {
        byte[] correction = new byte[latent.getCorrection().remaining()];
        latent.getCorrection().get(correction);
        return new CorrectionReader(Inputs.DIM, Training.NONE).read(correction);
    }

    private static int[] bits(float[] values) {
        int[] bits = new int[values.length];
        for (int i = 0; i < values.length; i++) {
            bits[i] = Float.floatToRawIntBits(values[i]);
        }
        return bits;
    }
}
