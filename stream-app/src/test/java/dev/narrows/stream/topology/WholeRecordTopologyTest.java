package dev.narrows.stream.topology;

import static dev.narrows.stream.fixture.Inputs.anomalous;
import static dev.narrows.stream.fixture.Inputs.normal;
import static dev.narrows.stream.fixture.Inputs.record;
import static org.assertj.core.api.Assertions.assertThat;

import dev.narrows.schemas.Latent;
import dev.narrows.schemas.fidelity.CorrectionReader;
import dev.narrows.schemas.fidelity.Training;
import dev.narrows.schemas.frame.FrameReader;
import dev.narrows.schemas.model.ToyModels;
import dev.narrows.schemas.registry.FakeRegistryServer;
import dev.narrows.schemas.registry.SchemaRegistry;
import dev.narrows.schemas.registry.WireFormat;
import dev.narrows.stream.fixture.DrivenTopology;
import dev.narrows.stream.fixture.Inputs;
import dev.narrows.stream.route.RecordLimits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Latents carry the records that their vectors came in. Issue 17. */
class WholeRecordTopologyTest {

    private static final Schema READING = new Schema.Parser().parse("""
            {"type": "record", "name": "Reading", "fields": [
              {"name": "id", "type": "string"},
              {"name": "unit", "type": ["null", "string"]},
              {"name": "values", "type": ["null", {"type": "array", "items": "double"}]},
              {"name": "time", "type": "long"}]}""");

    private final FakeRegistryServer server = FakeRegistryServer.start();
    private final SchemaRegistry registry = server.connect();
    private final int schema = server.add("vectors-value", READING.toString());

    @AfterEach
    void close() {
        registry.close();
        server.close();
    }

    @Test
    void shouldCarryRecordsByteForByteWhereNothingMayBeLost() throws IOException {
        // given doubles, which float32 does not hold
        List<byte[]> values = List.of(value("a", null, normal(1)), value("b", "bar", anomalous()));

        // when
        List<Latent> latents = latents(Map.of("fidelity", "lossless"), values);

        // then
        for (int i = 0; i < values.size(); i++) {
            assertThat(restored(latents.get(i))).isEqualTo(values.get(i));
        }
    }

    @Test
    void shouldCarryRecordsWithTheVectorThatTheCodeDecodesTo() throws IOException {
        // given
        byte[] value = value("pump-7", "bar", normal(1));

        // when
        Latent latent = latents(Map.of(), List.of(value)).get(0);

        // then
        GenericRecord record = read(restored(latent));
        float[] decoded = ToyModels.reconstruction(1, Inputs.DIM, bytes(latent.getCode()));
        assertThat(record.get("id")).hasToString("pump-7");
        assertThat(record.get("unit")).hasToString("bar");
        assertThat(record.get("time")).isEqualTo(7L);
        List<Double> expected = new ArrayList<>();
        for (float each : decoded) {
            expected.add((double) each);
        }
        assertThat(record.get("values")).isEqualTo(expected);
        assertThat(latent.getFrame().remaining()).isLessThan(value.length - 8 * Inputs.DIM + 8);
    }

    @Test
    void shouldCarryByteForByteWhatAlertsAndNoMoreOfTheRest() throws IOException {
        // given
        List<byte[]> values = List.of(value("a", null, normal(1)), value("b", null, anomalous()));

        // when
        List<Latent> latents = latents(Map.of("exact.on.anomaly", "true"), values);

        // then
        assertThat(restored(latents.get(1))).isEqualTo(values.get(1));
        assertThat(latents.get(1).getFrame().remaining()
                        - latents.get(0).getFrame().remaining())
                .isEqualTo(Integer.BYTES * Inputs.DIM);
    }

    @Test
    void shouldCarryTheTextOfJson() throws IOException {
        // given
        String text = "{\"id\": \"a\", \"values\": [0.5, 0.25, 1.0, 1e0, 0, -0.125, 0.1, 20.75], \"unit\": null}";
        Map<String, String> settings = Map.of("input.format", "json", "fidelity", "lossless");

        // when
        Latent latent = latents(settings, List.of(Inputs.bytes(text))).get(0);

        // then
        assertThat(Inputs.text(restored(latent))).isEqualTo(text);
        assertThat(latent.getFrame().remaining()).isLessThan(text.length() - 10);
    }

    @Test
    void shouldWriteNoLatentThatIsMuchLongerThanItsRecord() throws IOException {
        // given
        byte[] small = Inputs.bytes("[3,0,1,-2,0,7,1,0]");
        List<Map<String, String>> modes = List.of(
                Map.of("fidelity", "lossless"),
                Map.of("fidelity", "bounded", "fidelity.bound", "0.01", "fidelity.bound.unit", "absolute"),
                Map.of("exact.on.anomaly", "true"));
        for (Map<String, String> mode : modes) {
            Map<String, String> settings = new TreeMap<>(Map.of("input.format", "json"));
            settings.putAll(mode);

            // when
            Latent latent = latents(settings, List.of(small)).get(0);

            // then
            assertThat(latent.getFrame().remaining() + latent.getCorrection().remaining())
                    .isLessThanOrEqualTo(small.length + 8 + 1);
            assertThat(restored(latent)).isEqualTo(small);
        }
    }

    @Test
    void shouldCarryNoRecordUnlessAskedTo() throws IOException {
        assertThat(latents(Map.of("record", "vector"), List.of(value("a", null, normal(1))))
                        .get(0)
                        .getFrame())
                .isNull();
    }

    @Test
    void shouldSendNoLatentThatTheBrokersWouldRefuseForWhatItCarries() throws IOException {
        // given
        Map<String, String> settings = settings(Map.of());
        byte[] value = value("x".repeat(5_000), null, normal(1));

        // when
        try (DrivenTopology topology =
                DrivenTopology.of(settings, registry, new RecordLimits(5_000, 50_000), new DrivenTopology.Waits())) {
            topology.poll(record(0, value), record(1, value("a", null, normal(1))));

            // then
            assertThat(topology.latents()).hasSize(1);
            assertThat(topology.deadLetters())
                    .hasSize(1)
                    .allSatisfy(letter -> assertThat(letter.value()).isEqualTo(value));
        }
    }

    private List<Latent> latents(Map<String, String> more, List<byte[]> values) throws IOException {
        try (DrivenTopology topology =
                DrivenTopology.of(settings(more), registry, RecordLimits.NONE, new DrivenTopology.Waits())) {
            for (int i = 0; i < values.size(); i++) {
                topology.poll(record(i, values.get(i)));
            }
            List<Latent> latents = new ArrayList<>();
            for (TestRecord<byte[], byte[]> record : topology.latents()) {
                latents.add(new SpecificDatumReader<>(Latent.class)
                        .read(
                                null,
                                DecoderFactory.get()
                                        .binaryDecoder(
                                                record.value(),
                                                WireFormat.HEADER_BYTES,
                                                record.value().length - WireFormat.HEADER_BYTES,
                                                null)));
            }
            assertThat(latents).hasSize(values.size());
            return latents;
        }
    }

    private static Map<String, String> settings(Map<String, String> more) {
        Map<String, String> all = new TreeMap<>(Map.of("record", "whole", "input.field", "values"));
        all.putAll(more);
        return all;
    }

    private static byte[] restored(Latent latent) {
        float[] vector = latent.getCorrection() == null
                ? ToyModels.reconstruction(1, Inputs.DIM, bytes(latent.getCode()))
                : new CorrectionReader(Inputs.DIM, Training.NONE).read(bytes(latent.getCorrection()));
        return FrameReader.value(bytes(latent.getFrame()), vector);
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }

    /** Doubles a tenth of a millionth beside the vector's floats. */
    private byte[] value(String id, String unit, float[] vector) throws IOException {
        GenericRecord record = new GenericData.Record(READING);
        record.put("id", id);
        record.put("unit", unit);
        List<Double> values = new ArrayList<>();
        for (float each : vector) {
            values.add(each * (1 + 1e-9));
        }
        record.put("values", values);
        record.put("time", 7L);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] header = new byte[WireFormat.HEADER_BYTES];
        WireFormat.writeHeader(header, schema);
        bytes.write(header);
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        new GenericDatumWriter<GenericRecord>(READING).write(record, encoder);
        encoder.flush();
        return bytes.toByteArray();
    }

    private static GenericRecord read(byte[] value) throws IOException {
        int header = WireFormat.HEADER_BYTES;
        return new GenericDatumReader<GenericRecord>(READING)
                .read(null, DecoderFactory.get().binaryDecoder(value, header, value.length - header, null));
    }
}
